import type { DisclosedThing, NewDisclosure } from '../services/disclosures/model.ts';
import { disclosureBasisLabels } from './people.ts';

const things: Record<DisclosedThing, string> = {
  purpose: 'purpose of the meeting',
  name: 'name of the person',
  decisions: 'decisions',
  actions: 'their actions',
  'next-step': 'next step',
  question: 'a question about the person',
};

const vias: Record<NewDisclosure['via'], string> = { mail: 'by email', page: 'on their page', letter: 'by letter' };

const bases: Record<NewDisclosure['basis'], string> = {
  agreement: 'Sharing agreement of their organisation',
  family: 'The person, or somebody who speaks for them',
  ...disclosureBasisLabels,
};

/** 'Purpose of the meeting, decisions: by email' */
export function disclosedWords({ what, via }: Pick<NewDisclosure, 'what' | 'via'>): string {
  const named = what.map((thing) => things[thing]).join(', ');
  return `${named.charAt(0).toUpperCase()}${named.slice(1)}: ${vias[via]}`;
}

/** On what basis it was told. */
export function disclosedBasis(basis: NewDisclosure['basis']): string {
  return bases[basis];
}

export const disclosureForm = {
  heading: 'Let somebody know more',
  meaning: [
    'They have no sharing agreement in force, so they are told the date, the time, the place or join link, and the reference. Nothing about the person, not the name.',
    'You can let them know more, for this meeting only. Then they get what an organisation with an agreement gets: the purpose category, and afterwards their own actions and the decisions they need. Your name, the basis and your note are kept.',
  ],
  basis: 'On what basis? (required)',
  onlyTheyCan: 'The clinical lead decides it: only they can record it',
  note: 'What the decision rests on: who agreed or decided, and when (required)',
  send: 'Let them know more',
  end: 'Let them know no more',
  endMeaning:
    'From now on they are told the date, the time, the place or join link, and the reference. What they were told already stays on record.',
  listHeading: 'What was told to whom',
  nothing: 'Nothing about the person has left the team for this meeting yet.',
} as const;

/** What is wrong with what was typed. */
export function disclosureProblemText({ field, problem }: { field: string; problem: string }): string {
  if (field === 'basis') return 'Choose on what basis.';
  return problem === 'too-long' ? 'Shorten this.' : 'Say what the decision rests on.';
}

/** Why it was not done. */
export const disclosureRefusals: Partial<Record<string, string>> = {
  'clinical-lead-decides': 'Only the clinical lead can record that they decide it. Nothing was changed.',
  'may-know-already': 'They may know already. Nothing was changed.',
  'changed-meanwhile': 'Somebody else has changed this meanwhile. Look at how it stands now and try again.',
};

export const disclosureDone = {
  decided: 'Recorded. They may now know more, for this meeting.',
  ended: 'Recorded. They are told the time and the reference only from now on.',
} as const;
