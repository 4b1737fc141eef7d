import type { MailedThing, UnderstoodPerson } from '../services/mailbox/model.ts';
import type { CameByMail } from '../services/mbe-requests/model.ts';

/** The things a mailed request must say, as whoever wrote it is asked for them. */
export const mailedThingNames: Record<MailedThing, string> = {
  'person-name': 'the full name of the person the meeting is about',
  purpose: 'the purpose of the meeting',
  'who-to-invite': 'who to invite',
  'individual-or-family': 'whether to invite the person, and a parent or carer, and how to reach them',
  'why-no-mdt': 'why a multi-disciplinary team meeting (MDT) is not being taken forward without the DSR team',
};

/** What stands above a draft that was made of an email. */
export function mailedDraftNotice(
  came: CameByMail & {
    understood: UnderstoodPerson | null;
    danger?: boolean;
    toConfirm?: readonly MailedThing[];
  },
): string[] {
  const missing = came.understood?.missing ?? [];
  const unsure = came.toConfirm ?? [];
  const files =
    came.attachments === 1 ? 'A file that came with it is' : `The ${came.attachments} files that came with it are`;
  return [
    'We made this draft from your email. It is not sent yet: check it, and send it from here.',
    came.danger ? 'Your email speaks of danger, so we show it to the DSR team as well. Do not wait for them.' : '',
    missing.length === 0 ? '' : `We did not find ${joined(missing.map((thing) => mailedThingNames[thing]))}.`,
    unsure.length === 0
      ? ''
      : `We are not sure that we found ${joined(unsure.map((thing) => mailedThingNames[thing]))}: check what we took for it.`,
    came.senderChecked ? '' : 'We could not check that the email came from you. If it did not, do not send this draft.',
    came.attachments === 0 ? '' : `${files} in the mailbox, not here.`,
  ].filter((line) => line !== '');
}

/** Names in a sentence. */
function joined(names: readonly string[]): string {
  const [last = '', ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}

const placed: readonly { field: keyof UnderstoodPerson; title: string }[] = [
  { field: 'personName', title: 'Name' },
  { field: 'purpose', title: 'Purpose' },
  { field: 'whoToInvite', title: 'Who to invite' },
  { field: 'whyNoMdt', title: 'Why no MDT' },
];

/** What was understood of an email, each thing with the text it came from. Free text: escape it where it is shown. */
export function saidInMail(
  came: CameByMail & { understood: UnderstoodPerson | null },
): { title: string; text: string }[] {
  const { understood, onBehalfOf, said } = came;
  const behalf = onBehalfOf === null ? [] : [{ title: 'Written by', text: onBehalfOf }];
  if (understood === null) return said === null ? behalf : [...behalf, { title: 'Your email', text: said }];
  const things = placed.flatMap(({ field, title }) => {
    const thing = understood[field];
    return thing !== undefined && typeof thing === 'object' && 'from' in thing ? [{ title, text: thing.from }] : [];
  });
  const left = understood.unplaced.length === 0 ? [] : [{ title: 'Not placed', text: understood.unplaced.join('\n') }];
  return [...behalf, ...things, ...left];
}

/** The same as one text, for a card. */
export function saidInMailText(came: CameByMail & { understood: UnderstoodPerson | null }): string {
  return saidInMail(came)
    .map(({ title, text }) => `${title}: “${text}”`)
    .join('\n');
}

/** What the team reads of a request that began as an email, beside the time it was received. */
export const mailFacts = {
  title: 'By email',
  onBehalfOf: (author: string) => `on behalf of ${author}`,
  unchecked: 'sender not checked',
  attachments: (count: number) =>
    count === 1 ? '1 attachment, in the mailbox' : `${count} attachments, in the mailbox`,
  said: 'The email says',
  plain: 'came by email',
} as const;

/** What was started as an email page by page. */
export const fromEmailTitle = 'What your email said';
