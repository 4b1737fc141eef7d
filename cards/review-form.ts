import type { AreaPolicy } from '../services/policies/model.ts';
import {
  type EntryProblem,
  measureResults,
  offerAnswers,
  type Rating,
  type ReviewKind,
  reviewKinds,
  treatmentStatuses,
} from '../services/register/model.ts';
import { entryFields, formHeadings, formIntros } from '../wording/register-forms.ts';
import { offerAnswerWords, resultWords, reviewKindWords, treatmentWords } from '../wording/register-person.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { entryFormCard, errorsOf, type FormEntry } from './entry-form.card.ts';
import { messageCard } from './message.card.ts';
import type { Typed } from './rating-forms.ts';
import type { FormInput } from './record-form.ts';
import { oneLine } from './typed-field.ts';

export type ReviewFormView = {
  entry: FormEntry;
  kind: ReviewKind;
  rating: Rating;
  typed: Typed;
  problems: readonly EntryProblem[];
  policy: Pick<AreaPolicy, 'ratingMeasures' | 'dischargePlanPoints'>;
  notice?: CardNotice | undefined;
  press: string;
};

/** What can be recorded, each with a form of its own: a C(E)TR and a LAEP meeting are never mixed up in one list. */
export function reviewMenuCard(entry: FormEntry): AdaptiveCard {
  const about = `${entry.reference} · ${oneLine(entry.name)}`;
  const card = messageCard({ heading: formHeadings.recordReview, text: [about, formIntros.recordReview], buttons: [] });
  const choices = reviewKinds.map((kind) =>
    actionButton({
      title: reviewKindWords[kind],
      verb: 'open-record-review',
      data: { entryId: entry.entryId, kind },
    }),
  );
  const back = actionButton({ title: 'Back', verb: 'show-person', data: { entryId: entry.entryId } });
  return {
    ...card,
    // One below the other: a row of nine would be cut off without a word.
    body: [...card.body, ...choices.map((choice) => ({ type: 'ActionSet', spacing: 'Small', actions: [choice] }))],
    actions: [back],
  };
}

/** The prefix of the inputs of a discharge plan's points. */
export const SCORE_PREFIX = 'score-';

const intros: Partial<Record<ReviewKind, string>> = {
  'cetr-offered': formIntros.offer,
  'cetr-held': formIntros.cetr,
  'laep-held': formIntros.laep,
  'discharge-plan-scored': formIntros.scores,
};

/** One short form for each thing that can be recorded. */
export function reviewFormCard(view: ReviewFormView): AdaptiveCard {
  const { kind, typed, problems, policy } = view;
  const missing =
    kind === 'measure-considered' && !('value' in policy.ratingMeasures)
      ? [formIntros.noMeasures]
      : kind === 'discharge-plan-scored' && !('value' in policy.dischargePlanPoints)
        ? [formIntros.noPlan]
        : [];
  return entryFormCard({
    heading: reviewKindWords[kind],
    entry: view.entry,
    intro: [...(intros[kind] ? [intros[kind]] : []), ...missing],
    notice: view.notice,
    fields: [
      ...ownFields(view),
      { as: 'day', id: 'day', label: entryFields.day, typed: typed.day, errors: errorsOf(problems, 'day') },
      { as: 'text', id: 'note', label: entryFields.note, typed: typed.note, errors: errorsOf(problems, 'note') },
    ],
    send: { title: 'Record', verb: 'record-review', data: { kind, press: view.press }, style: 'positive' },
    back: { title: 'Back', verb: 'open-record-review', data: { entryId: view.entry.entryId } },
  });
}

function ownFields(view: ReviewFormView): FormInput[] {
  const { kind, typed, problems } = view;
  const choice = <C extends string>(
    id: 'answer' | 'result' | 'status',
    codes: readonly C[],
    labels: Record<C, string>,
  ): FormInput => ({
    as: 'choice',
    id,
    label: entryFields[id],
    typed: typed[id],
    errors: errorsOf(problems, id),
    choices: codes.map((code) => ({ code, label: upperFirst(labels[code]) })),
  });
  switch (kind) {
    case 'cetr-offered':
      return [choice('answer', offerAnswers, offerAnswerWords)];
    case 'intensive-treatment':
      return [choice('status', treatmentStatuses, treatmentWords)];
    case 'measure-considered':
      return measures(view).length === 0 ? [] : [measureField(view), choice('result', measureResults, resultWords)];
    case 'discharge-plan-scored':
      return scoreFields(view);
    default:
      return [];
  }
}

/** Those of the person's rating come first: they are what somebody is looking for. */
function measures({ policy, rating }: ReviewFormView) {
  const all = 'value' in policy.ratingMeasures ? policy.ratingMeasures.value : [];
  const codes = new Set<string>();
  return [...all.filter((one) => one.rating === rating), ...all].filter(({ code }) => {
    const isNew = !codes.has(code);
    codes.add(code);
    return isNew;
  });
}

function measureField(view: ReviewFormView): FormInput {
  return {
    as: 'list',
    id: 'measure',
    label: entryFields.measure,
    typed: view.typed.measure,
    errors: errorsOf(view.problems, 'measure'),
    choices: measures(view),
  };
}

function scoreFields({ policy, typed, problems }: ReviewFormView): FormInput[] {
  const points = 'value' in policy.dischargePlanPoints ? policy.dischargePlanPoints.value : [];
  const missing = problems.filter((one) => one.problem === 'missing');
  return points.map(({ code, label }, at) => ({
    as: 'line',
    id: `${SCORE_PREFIX}${code}`,
    label: oneLine(label),
    typed: typed[`${SCORE_PREFIX}${code}`],
    errors: [...(at === 0 ? errorsOf(missing, 'scores') : []), ...errorsOf(problems, 'scores', code)],
  }));
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
