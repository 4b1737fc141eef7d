import type { AreaPolicy } from '../../services/policies/model.ts';
import { inputsOf } from './card-text.ts';
import { expectText, type Stage } from './stage.ts';
import type { PostedMessage } from './teams-stand-in.ts';

/** A referral as both sides have it. */
export type WalkedReferral = { reference: string; mine: PostedMessage; inChannel: PostedMessage };

type Answers = Record<string, string>;

/** What Asha answers, by the ids of the fields; what an area asks beyond it is answered by `askedHere`. */
const answers: Answers = {
  personName: 'Robin Example',
  dateOfBirth: '14 May 1999',
  nhsNumber: '999 000 0107',
  residence: '12 Example Street',
  jobRole: 'Community nurse',
  organisation: 'Trust learning disability and autism team',
  phone: '01632 960101',
  consentAnswer: 'Not yet',
  whyNot: 'Robin was too upset to talk about it. We speak tomorrow.',
  personVia: 'Email',
  personDetail: 'robin@home.example.org',
  personFormat: 'Easy Read',
  currentIssues: 'Robin’s support ends this month. Robin no longer goes out and does not open the door.',
  escalationRisk: 'Without support Robin may lose the flat, and an admission is likely.',
  whatWasTried: 'Walks with the same support worker helped. New people did not.',
  whatCouldHelp: 'Two support workers whom Robin knows, and somebody to call in the evening.',
  professionalName: 'Nadia Example',
  professionalRole: 'Community nurse',
  professionalEmail: 'nadia.example@trust.example.org',
  suggestedRating: 'Amber',
};

/** What this area asks for by its own codes: eligibility, the part of the area, who refers, a support tool. */
function askedHere(policy: AreaPolicy, card: PostedMessage): Answers {
  const expected = policy.eligibilityQuestions.value.map(({ code, expected }): [string, string] => [
    `eligibility-${code}`,
    expected,
  ]);
  const tools = inputsOf(card.card ?? {})
    .filter(({ id }) => id.startsWith('tool-'))
    .map(({ id, choices }): [string, string] => [id, choices.at(-1)?.value ?? '']);
  const [locality] = policy.localities.value;
  return {
    ...Object.fromEntries([...expected, ...tools]),
    locality: locality?.label ?? '',
    route: 'lead-professional',
  };
}

/** Asha refers somebody, step by step; the person has not been asked for consent yet. */
export async function referSomeone(stage: Stage): Promise<WalkedReferral> {
  const { asha, channel, teams, demo } = stage;
  stage.heading('11. Asha refers somebody to the register, in steps that fit a phone');
  const mine = await stage.say('Asha', asha, 'refer someone');
  expectText(mine, 'not an emergency service');
  while (!shows(mine, 'Check the answers')) {
    const known = { ...answers, ...askedHere(demo.service.deps.policy, mine) };
    const asked = new Set(inputsOf(mine.card ?? {}).map(({ id }) => id));
    const fill = Object.fromEntries(Object.entries(known).filter(([id]) => asked.has(id)));
    const step = JSON.stringify(mine.card);
    const answer = await stage.press('Asha', asha, mine, 'Next', fill);
    if (JSON.stringify(mine.card) === step || shows(mine, 'right, then press')) expectText(answer, 'Check the answers');
  }
  const sent = await stage.press('Asha', asha, mine, 'Send referral');
  expectText(sent, 'Your reference is');
  const reference = /REF-\d{4}-\d{4}/.exec(JSON.stringify(sent.card))?.[0] ?? '';
  await stage.settled();
  const inChannel = await teams.waitFor('the referral in the channel', () => channel.newest(reference));
  stage.show('In the DSR channel:', inChannel);
  return { reference, mine, inChannel };
}

/** Whether a card says this now. */
export function shows(message: PostedMessage, text: string): boolean {
  return JSON.stringify(message.card ?? message.text ?? '').includes(text);
}
