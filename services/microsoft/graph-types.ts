/** The bodies of Microsoft Graph as Microsoft publishes them: what is sent is typed by them, what comes back is parsed. */
export type {
  Attendee,
  ChangeNotification,
  DateTimeTimeZone,
  Event,
  EventMessage,
  FreeBusyStatus,
  InternetMessageHeader,
  ItemBody,
  Location,
  MailFolder,
  Message,
  Recipient,
  ResponseStatus,
  ScheduleInformation,
  Subscription,
  User,
} from '@microsoft/microsoft-graph-types';
