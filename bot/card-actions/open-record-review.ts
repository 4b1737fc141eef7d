import { z } from 'zod';
import type { Typed } from '../../cards/rating-forms.ts';
import { reviewFormCard, reviewMenuCard } from '../../cards/review-form.ts';
import { type ReviewKind, reviewKinds } from '../../services/register/model.ts';
import { type Again, aboutEntry, openEntryForm } from '../entry-forms.ts';
import { cardAction, type Turn } from '../turn.ts';

/** The form of one kind of review, with what was typed before. */
export function reviewForm(turn: Turn, entryId: string, kind: ReviewKind, typed: Typed, { problems, notice }: Again) {
  const { deps } = turn;
  return openEntryForm(turn, 'record-review', entryId, (person) =>
    reviewFormCard({
      entry: person,
      kind,
      rating: person.rating.rating,
      typed: { day: person.today, ...typed },
      problems,
      policy: deps.policy,
      notice,
      press: deps.newId(),
    }),
  );
}

/** "Record review": what can be recorded; then the form of what was chosen. */
export const openRecordReview = cardAction(
  'open-record-review',
  aboutEntry.extend({ kind: z.enum(reviewKinds).optional() }),
  (turn, { entryId, kind }) =>
    kind === undefined
      ? openEntryForm(turn, 'record-review', entryId, reviewMenuCard)
      : reviewForm(turn, entryId, kind, {}, { problems: [] }),
);
