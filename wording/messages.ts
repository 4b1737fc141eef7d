import { mdtFirstWords } from './mdt-first.ts';

/** Short messages of the requester's side: a heading, which shows in notifications too, and a few sentences. */
export const messages = {
  draftSaved: { heading: 'Draft saved', text: ['Nobody has seen it yet. You find it under “my requests”.'] },
  draftDeleted: { heading: 'Draft deleted', text: ['Nothing of what you typed was kept.'] },
  deleteDraft: { heading: 'Delete this draft?', text: ['What you typed in it will be gone. This cannot be undone.'] },
  notDone: { heading: 'That did not work', text: [] as string[] },
  onlyInChat: {
    heading: 'Please ask me in our own chat',
    text: ['A request names the person it is about, so I only take and list requests in a one-to-one chat with me.'],
  },
  mdtLooking: { heading: 'We are looking for times', text: [mdtFirstWords.looking, mdtFirstWords.kept] },
} as const;

/** In place of a card that a newer one has been posted below; its heading is reference and state. */
export const newerCard = {
  text: 'There is a newer card about this request in this conversation.',
  button: 'Show it here',
} as const;

/** What is said above a card about what has just happened. */
export const notices = {
  requestSent: (reference: string) => `Sent. Your reference is ${reference}.`,
  answerSent: 'Your answer was sent to the DSR team.',
  withdrawn: 'Your request was withdrawn.',
  copied: 'This is a copy. Change what is needed, then send it as a new request.',
  pasted:
    'I have filled in what I understood from your message, and kept it as a draft. Please check it and add what is missing.',
  textBeside:
    'The text of the message stands below the form, so that you can copy from it. Nothing was filled in, because nothing is guessed.',
  noteTooLong: 'Shorten the reason to 4,000 characters or fewer, then press Withdraw request again.',
} as const;

/** What a notification may say of a draft: nothing of what is in it. */
export const announcedDraft = 'Request a meeting';

/** Above a dialog: others may look over somebody's shoulder. */
export const dialogTitle = 'Request an MbE';

export const announcedList = 'My requests';

export const announcedHelp = 'How Roundtable can help';
