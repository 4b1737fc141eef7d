/**
 * What may stand in the body of a request, type by type, after Microsoft's published metadata of Graph v1.0. A property is
 * written as its type: `[]` after it for a collection, `!` where null is refused.
 */
export type Shape = { properties: Record<string, string>; readOnly?: readonly string[]; required?: readonly string[] };

const outlookItem = {
  categories: 'string[]',
  changeKey: 'string',
  createdDateTime: 'instant',
  id: 'string!',
  lastModifiedDateTime: 'instant',
};
const outlookReadOnly = ['changeKey', 'createdDateTime', 'id', 'lastModifiedDateTime'];

export const shapes: Record<string, Shape> = {
  event: {
    properties: {
      ...outlookItem,
      ...{ allowNewTimeProposals: 'boolean', attendees: 'attendee[]', body: 'itemBody', bodyPreview: 'string' },
      ...{ cancelledOccurrences: 'string[]!', end: 'dateTimeTimeZone', hasAttachments: 'boolean' },
      ...{ hideAttendees: 'boolean', iCalUId: 'string', importance: 'importance', isAllDay: 'boolean' },
      ...{ isCancelled: 'boolean', isDraft: 'boolean', isOnlineMeeting: 'boolean', isOrganizer: 'boolean' },
      ...{ isReminderOn: 'boolean', location: 'location', locations: 'location[]', onlineMeeting: 'onlineMeetingInfo' },
      ...{ onlineMeetingProvider: 'onlineMeetingProviderType', onlineMeetingUrl: 'string', organizer: 'recipient' },
      ...{ originalEndTimeZone: 'string', originalStart: 'instant', originalStartTimeZone: 'string' },
      ...{ recurrence: 'patternedRecurrence', reminderMinutesBeforeStart: 'int32', responseRequested: 'boolean' },
      ...{ responseStatus: 'responseStatus', sensitivity: 'sensitivity', seriesMasterId: 'string' },
      ...{ showAs: 'freeBusyStatus', start: 'dateTimeTimeZone', subject: 'string', transactionId: 'string' },
      ...{ type: 'eventType', webLink: 'string' },
      singleValueExtendedProperties: 'singleValueLegacyExtendedProperty[]',
    },
    readOnly: [
      ...outlookReadOnly,
      ...['bodyPreview', 'cancelledOccurrences', 'hasAttachments', 'iCalUId', 'isCancelled', 'isDraft', 'isOrganizer'],
      ...['onlineMeeting', 'onlineMeetingUrl', 'organizer', 'originalEndTimeZone', 'originalStart'],
      ...['originalStartTimeZone', 'responseStatus', 'seriesMasterId', 'type', 'webLink'],
    ],
  },
  message: {
    properties: {
      ...outlookItem,
      ...{ attachments: 'attachment[]', bccRecipients: 'recipient[]', body: 'itemBody', bodyPreview: 'string' },
      ...{ ccRecipients: 'recipient[]', conversationId: 'string', conversationIndex: 'binary', flag: 'followupFlag' },
      ...{ from: 'recipient', hasAttachments: 'boolean', importance: 'importance' },
      ...{ inferenceClassification: 'inferenceClassificationType', internetMessageId: 'string' },
      ...{ internetMessageHeaders: 'internetMessageHeader[]', isDeliveryReceiptRequested: 'boolean' },
      ...{ isDraft: 'boolean', isRead: 'boolean', isReadReceiptRequested: 'boolean', parentFolderId: 'string' },
      ...{ receivedDateTime: 'instant', replyTo: 'recipient[]', sender: 'recipient', sentDateTime: 'instant' },
      ...{ subject: 'string', toRecipients: 'recipient[]', uniqueBody: 'itemBody', webLink: 'string' },
      singleValueExtendedProperties: 'singleValueLegacyExtendedProperty[]',
    },
    readOnly: [
      ...outlookReadOnly,
      ...['bodyPreview', 'conversationId', 'hasAttachments', 'isDraft', 'parentFolderId', 'receivedDateTime'],
      ...['sentDateTime', 'uniqueBody', 'webLink'],
    ],
  },
  attendee: {
    properties: {
      emailAddress: 'emailAddress',
      proposedNewTime: 'timeSlot',
      status: 'responseStatus',
      type: 'attendeeType',
    },
    readOnly: ['proposedNewTime', 'status'],
    required: ['emailAddress'],
  },
  itemBody: { properties: { content: 'string', contentType: 'bodyType' } },
  dateTimeTimeZone: { properties: { dateTime: 'string!', timeZone: 'string' }, required: ['dateTime', 'timeZone'] },
  timeSlot: { properties: { start: 'dateTimeTimeZone!', end: 'dateTimeTimeZone!' } },
  responseStatus: { properties: { response: 'responseType', time: 'instant' } },
  recipient: { properties: { emailAddress: 'emailAddress' }, required: ['emailAddress'] },
  emailAddress: { properties: { address: 'string', name: 'string' }, required: ['address'] },
  location: {
    properties: {
      ...{ address: 'physicalAddress', coordinates: 'outlookGeoCoordinates', displayName: 'string' },
      ...{ locationEmailAddress: 'string', locationType: 'locationType', locationUri: 'string' },
      ...{ uniqueId: 'string', uniqueIdType: 'locationUniqueIdType' },
    },
    readOnly: ['uniqueId', 'uniqueIdType'],
  },
  physicalAddress: {
    properties: {
      ...{ city: 'string', countryOrRegion: 'string', postalCode: 'string', state: 'string', street: 'string' },
    },
  },
  internetMessageHeader: { properties: { name: 'string', value: 'string' }, required: ['name', 'value'] },
  singleValueLegacyExtendedProperty: { properties: { id: 'string!', value: 'string' }, required: ['id', 'value'] },
  followupFlag: {
    properties: {
      ...{ completedDateTime: 'dateTimeTimeZone', dueDateTime: 'dateTimeTimeZone' },
      ...{ flagStatus: 'followupFlagStatus', startDateTime: 'dateTimeTimeZone' },
    },
  },
  attachment: {
    properties: {
      '@odata.type': 'string!',
      ...{ contentBytes: 'binary', contentId: 'string', contentType: 'string', isInline: 'boolean!', name: 'string' },
    },
    required: ['@odata.type', 'name', 'contentBytes'],
  },
  mailFolder: {
    properties: {
      ...{ childFolderCount: 'int32', displayName: 'string', id: 'string!', isHidden: 'boolean' },
      ...{ parentFolderId: 'string', totalItemCount: 'int32', unreadItemCount: 'int32' },
    },
    readOnly: ['childFolderCount', 'id', 'parentFolderId', 'totalItemCount', 'unreadItemCount'],
    required: ['displayName'],
  },
  subscription: {
    properties: {
      ...{ applicationId: 'string', changeType: 'string!', clientState: 'string', creatorId: 'string' },
      ...{ encryptionCertificate: 'string', encryptionCertificateId: 'string', expirationDateTime: 'instant!' },
      ...{ id: 'string!', includeResourceData: 'boolean', latestSupportedTlsVersion: 'string' },
      ...{ lifecycleNotificationUrl: 'string', notificationQueryOptions: 'string', notificationUrl: 'string!' },
      ...{ notificationUrlAppId: 'string', resource: 'string!' },
    },
    readOnly: ['applicationId', 'creatorId', 'id'],
  },
  user: {
    properties: {
      ...{ accountEnabled: 'boolean', displayName: 'string', givenName: 'string', id: 'string!', jobTitle: 'string' },
      ...{ mail: 'string', otherMails: 'string[]!', proxyAddresses: 'string[]!', surname: 'string' },
      ...{ userPrincipalName: 'string', userType: 'string' },
    },
  },
  group: {
    properties: {
      ...{ description: 'string', displayName: 'string', id: 'string!', mail: 'string', securityEnabled: 'boolean' },
      ...{ groupTypes: 'string[]!', mailEnabled: 'boolean', visibility: 'string' },
    },
  },
  calendar: {
    properties: {
      ...{ canEdit: 'boolean', color: 'calendarColor', id: 'string!', isDefaultCalendar: 'boolean', name: 'string' },
      ...{ owner: 'emailAddress', allowedOnlineMeetingProviders: 'onlineMeetingProviderType[]' },
      ...{ defaultOnlineMeetingProvider: 'onlineMeetingProviderType' },
    },
  },
  getSchedule: {
    properties: {
      ...{ schedules: 'string[]!', startTime: 'dateTimeTimeZone!', endTime: 'dateTimeTimeZone!' },
      availabilityViewInterval: 'int32',
    },
    required: ['schedules', 'startTime', 'endTime'],
  },
  cancel: { properties: { comment: 'string' } },
  move: { properties: { destinationId: 'string!' }, required: ['destinationId'] },
  sendMail: { properties: { message: 'message!', saveToSentItems: 'boolean' }, required: ['message'] },
  nothing: { properties: {} },
};

export const enums: Record<string, readonly string[]> = {
  attendeeType: ['required', 'optional', 'resource'],
  bodyType: ['text', 'html'],
  calendarColor: [
    ...['auto', 'lightBlue', 'lightGreen', 'lightOrange', 'lightGray', 'lightYellow', 'lightTeal', 'lightPink'],
    ...['lightBrown', 'lightRed', 'maxColor'],
  ],
  eventType: ['singleInstance', 'occurrence', 'exception', 'seriesMaster'],
  followupFlagStatus: ['notFlagged', 'complete', 'flagged'],
  freeBusyStatus: ['unknown', 'free', 'tentative', 'busy', 'oof', 'workingElsewhere'],
  importance: ['low', 'normal', 'high'],
  inferenceClassificationType: ['focused', 'other'],
  locationType: [
    ...['default', 'conferenceRoom', 'homeAddress', 'businessAddress', 'geoCoordinates', 'streetAddress', 'hotel'],
    ...['restaurant', 'localBusiness', 'postalAddress'],
  ],
  locationUniqueIdType: ['unknown', 'locationStore', 'directory', 'private', 'bing'],
  onlineMeetingProviderType: ['unknown', 'skypeForBusiness', 'skypeForConsumer', 'teamsForBusiness'],
  responseType: ['none', 'organizer', 'tentativelyAccepted', 'accepted', 'declined', 'notResponded'],
  sensitivity: ['normal', 'personal', 'private', 'confidential'],
};
