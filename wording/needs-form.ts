/** Words of the form that says who must be there. */
export const needsForm = {
  heading: 'Who must be there',
  groupsHeading: 'How many of which',
  intro:
    'Required: without them, or a stand-in, the meeting can’t be held. Useful: they are invited, and the meeting can be held without them.',
  need: 'Must they be there?',
  toBring: 'Please bring (they are told this)',
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

/** What was just done. */
export const needsSaved = 'Saved. The times are looked at again by who must be there.';

/** What is wrong with what was typed. */
export function needsProblemText(problem: string): string {
  switch (problem) {
    case 'too-long':
      return 'Shorten this.';
    case 'says-who':
      return 'This says who the person is. Write it without names, dates or numbers of theirs.';
    case 'too-many':
      return 'Choose a number no greater than how many you ticked.';
    case 'missing':
      return 'Tick who belongs to this, and how many of them must be there.';
    default:
      return 'Choose one of the answers.';
  }
}
