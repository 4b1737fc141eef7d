import type { DisclosedThing, NewDisclosure } from '../disclosures/model.ts';
import type { LetterRecord } from './read-letter.ts';

/** What a letter about a meeting says of the person, for the record of what left; null where it says nothing, or is about no meeting. */
export function disclosedIn({ meeting, subject, ...letter }: LetterRecord): NewDisclosure | null {
  if (meeting === null) return null;
  const { meetingId, inviteeId, address } = letter;
  const to = { meetingId, inviteeId, address, via: 'letter', basis: 'family' } as const;
  if (subject.kind === 'meeting-invitation')
    return meeting.purposeCategory === null ? null : { ...to, what: ['purpose'] };
  if (subject.kind !== 'meeting-agreed' || meeting.agreed === null) return null;
  const { decisions, actions, nextStep } = meeting.agreed;
  const what: DisclosedThing[] = [
    ...(decisions.length > 0 ? (['decisions'] as const) : []),
    ...(actions.length > 0 ? (['actions'] as const) : []),
    ...(nextStep === null ? [] : (['next-step'] as const)),
  ];
  return what.length === 0 ? null : { ...to, what, version: subject.facts.version };
}
