import type { DisclosureBasis } from '../meetings/model.ts';

/** What left the DSR team about a person, as codes. */
export const disclosedThings = ['purpose', 'name', 'decisions', 'actions', 'next-step', 'question'] as const;
export type DisclosedThing = (typeof disclosedThings)[number];

/** Something about a person that leaves, or is shown to somebody outside the team. */
export type NewDisclosure = {
  meetingId?: string | null;
  entryId?: string | null;
  questionId?: string | null;
  inviteeId?: string | null;
  organisationId?: string | null;
  address: string | null;
  what: readonly DisclosedThing[];
  via: 'mail' | 'page' | 'letter';
  /** 'agreement' is the organisation's sharing agreement; 'family' the person and those who speak for them. */
  basis: 'agreement' | 'family' | DisclosureBasis;
  /** What else tells it from an earlier one, such as the version of an outcome. */
  version?: number;
};

/** Something that left, as the team reads it. */
export type DisclosureView = Pick<NewDisclosure, 'what' | 'via' | 'basis'> & {
  id: string;
  at: Date;
  to: { name: string | null; organisation: string | null; address: string | null };
  /** false: with another meeting, or a question, of the same request or entry. */
  thisMeeting: boolean;
};
