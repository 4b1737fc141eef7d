/** Sentences of the bot itself, where no card of a record can say it. */
export const botSays = {
  onlyInPrivate:
    'I keep what you tell me private, so I only talk in a one-to-one chat. Open a chat with me and type “help”.',
  unreadableCard: 'This card is out of date or incomplete. Type “help” to start again, or “my requests” to go on.',
  unknownButton: 'I do not know this button any more. Type “help” to see what I can do.',
  fault: 'Something went wrong at our end and nothing was changed. Please try again in a minute.',
  decisionOverdue: 'This request is waiting for a decision longer than agreed.',
  saidInAdvance:
    'The person or their family have said something for this meeting. Please see that it is heard. It is below, under “Said before the meeting”.',
  otherTenant: 'This service is for staff of the Trust. Please email the DSR team instead.',
} as const;
