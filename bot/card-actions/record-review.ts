import { z } from 'zod';
import { SCORE_PREFIX } from '../../cards/review-form.ts';
import { reviewKinds } from '../../services/register/model.ts';
import { recordReview as record } from '../../services/register/record-review.ts';
import { changeOfEntry, settle } from '../entry-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';
import { reviewForm } from './open-record-review.ts';

const score = z.coerce.string().max(200).catch('');

/** The scores among a card's inputs, by the codes of the points. */
function scoresIn(raw: Record<string, unknown>): Record<string, string> {
  const inputs = Object.entries(raw).filter(([id]) => id.startsWith(SCORE_PREFIX));
  return Object.fromEntries(inputs.map(([id, value]) => [id.slice(SCORE_PREFIX.length), score.parse(value)]));
}

const data = z.looseObject({
  ...changeOfEntry.shape,
  kind: z.enum(reviewKinds),
  ...{ day: typedText, note: typedText, answer: typedText, measure: typedText, result: typedText, status: typedText },
});

/** Records what was offered, held, considered or scored. */
export const recordReview = cardAction('record-review', data, async (turn, pressed) => {
  const { entryId, version, press, kind, day, note, answer, measure, result, status } = pressed;
  const { deps, actor } = turn;
  const fields = { day, note, answer, measure, result, status };
  const scores = scoresIn(pressed);
  const done = await record(deps, { actor, entryId, version, press, kind, ...fields, scores });
  const scored = Object.fromEntries(Object.entries(scores).map(([code, text]) => [`${SCORE_PREFIX}${code}`, text]));
  return settle(turn, entryId, 'record-review', done, (again) =>
    reviewForm(turn, entryId, kind, { ...fields, ...scored }, again),
  );
});
