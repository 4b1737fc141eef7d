import { buttonsOf, inputsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage, PressAnswer } from '../../app/walk/teams-stand-in.ts';
import { answered } from './in-teams.ts';

/** What a referrer fills in, step by step, by the ids of the fields; choices by their words. */
export const referralSteps = {
  who: {
    personName: 'Jordan Example',
    dateOfBirth: '31/3/1998',
    nhsNumber: '999 000 0018',
    residence: '1 Example Street, Stafford',
    locality: 'Staffordshire',
    jobRole: 'Community nurse',
    organisation: 'Example NHS Trust',
    phone: '01632 960 456',
  },
  eligibility: {
    'eligibility-diagnosis': 'Yes',
    'eligibility-risk-of-admission': 'Yes',
    'eligibility-placement-at-risk': 'I don’t know',
  },
  consent: { consentAnswer: 'Yes, the person agrees' },
  detail: {
    consentForm: 'In person',
    informationFormat: 'Easy Read',
    consentSharing: 'Yes',
    evidence: 'Signed form in the notes',
  },
  told: { personVia: 'Email', personDetail: 'jordan@example.org', personFormat: 'Easy Read' },
  risk: {
    currentIssues: 'Jordan has not slept for a week.',
    escalationRisk: 'An admission is likely.',
    whatWasTried: 'Walks with a support worker helped.',
    whatCouldHelp: 'Support at night.',
  },
  professionals: {
    professionalName: 'Sam Example',
    professionalRole: 'Psychologist',
    professionalEmail: 'sam@example.org',
  },
  rating: { suggestedRating: 'Amber' },
} as const;

export type Fill = Partial<Record<keyof typeof referralSteps, Record<string, string>>>;

/** From "refer someone" to the check page. Throws where a step is not taken. */
export async function toCheckPage(chat: Chat, over: Fill = {}): Promise<PostedMessage> {
  const message = (await chat.say('refer someone')).find((said) => hasButton(said, 'next-referral-step'));
  if (!message) throw new Error('there is no first step');
  for (const [step, fields] of Object.entries(referralSteps)) {
    const asked = new Set(inputsOf(message.card ?? {}).map(({ id }) => id));
    // What is asked about consent depends on the answer before.
    const fill = Object.fromEntries(
      Object.entries({ ...fields, ...over[step as keyof Fill] }).filter(([id]) => asked.has(id)),
    );
    const answer = await chat.press(message, 'Next', fill);
    if (/Please put .* right/.test(answered(answer))) throw new Error(`${step} was not taken: ${answered(answer)}`);
  }
  return message;
}

/** From the first word to the reference. Throws where something is not taken. */
export async function referInTeams(
  chat: Chat,
  over: Fill = {},
): Promise<{ message: PostedMessage; sent: PressAnswer; reference: string; referralId: string }> {
  const message = await toCheckPage(chat, over);
  const sent = await chat.press(message, 'Send referral');
  const reference = /Your reference is (REF-\d{4}-\d{4})\./.exec(answered(sent))?.[1];
  if (!reference) throw new Error(`the referral was not taken: ${answered(sent)}`);
  const button = buttonsOf(sent.card ?? {}).find(({ verb }) => verb === 'open-withdraw-referral');
  return { message, sent, reference, referralId: String(button?.data.referralId) };
}

function hasButton(message: PostedMessage, verb: string): boolean {
  return buttonsOf(message.card ?? {}).some((button) => button.verb === verb);
}
