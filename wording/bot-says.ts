/** Sentences of the bot itself, where no card of a record can say it. */
export const botSays = {
  onlyInPrivate:
    'I keep what you tell me private, so I only talk in a one-to-one chat. Open a chat with me and type “help”.',
  unreadableCard: 'This card is out of date or incomplete. Type “help” to start again, or “my requests” to go on.',
  unknownButton: 'I do not know this button any more. Type “help” to see what I can do.',
  fault: 'Something went wrong at our end and nothing was changed. Please try again in a minute.',
  decisionOverdue: 'This request is waiting for a decision longer than agreed.',
  saidInAdvance: {
    heading: (reference: string) => `${reference}: something to be heard at the meeting`,
    text: 'The person or their family have told us what they want to say. Please see that it is heard.',
  },
} as const;

/** Where other people read along. */
export const onlyInPrivate = {
  heading: 'I only talk in private',
  text: botSays.onlyInPrivate,
  fromHere:
    'You can ask for a meeting from here too: choose “Request an MbE” among the apps below the box you type in, or in the menu of a message. Only you see what opens.',
  button: 'Chat with me',
} as const;
