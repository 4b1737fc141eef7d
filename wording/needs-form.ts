import type { MeetingState } from '../services/meetings/model.ts';

/** Words of the form that says who must be there. */
export const needsForm = {
  heading: 'Who must be there',
  groupsHeading: 'How many of which',
  intro:
    'Required: without them, or a stand-in, the meeting can’t be held. Useful: they are invited, and the meeting can be held without them. What you ask them to bring they are told with their invitation.',
  /** Names are free text. */
  need: (name: string) => `${name}: must they be there?`,
  toBring: (name: string) => `${name}: please bring`,
  groupsIntro:
    'Only where it is enough that some of several come, for instance one of two health teams. Where you set any of these, they are what counts: set one for everybody who must be there.',
  noGroups: 'Now everybody marked as required must be there.',
  seats: (number: number) => `${number}. Of these`,
  atLeast: (number: number) => `${number}. There must be at least`,
  notUsed: 'Not used',
  save: 'Save',
  saveAndNext: 'Save and next people',
  saveAndGroups: 'Save, then how many of which',
  saveAndAdd: 'Save and add another',
} as const;

export const needLabels = { required: 'Required', useful: 'Useful' } as const;

/** How many of a group, as a choice. */
export function atLeastLabel(count: number): string {
  return count === 0 ? needsForm.notUsed : `${count} of these`;
}

/** What was just done, and what follows. */
export function needsSaved({ state }: { state: MeetingState }): string {
  return state === 'being-arranged' ? 'Saved. We are looking for times again, by who must be there.' : 'Saved.';
}

/** What is wrong with what was typed. */
export function needsProblemText({ field, problem }: { field: string; problem: string }): string {
  if (problem === 'too-long') return 'Shorten this to 500 characters or fewer.';
  if (problem === 'too-many') return 'Choose a number no greater than how many you ticked.';
  if (problem === 'missing') {
    return field.startsWith('seats') ? 'Tick who belongs to this.' : 'Choose how many of them must be there.';
  }
  return 'Choose one of the answers.';
}
