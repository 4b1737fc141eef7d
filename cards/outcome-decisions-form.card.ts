import type { MeetingView, OutcomeView, PartyView } from '../services/meetings/model.ts';
import { outcomeLabels, ratingChoices } from '../wording/outcome.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import {
  type FieldErrors,
  OUTCOME_MEASURES,
  type OutcomeMeasure,
  outcomeEditor,
  outcomeIds,
  outcomeRows,
  outcomeTop,
} from './outcome-form.ts';
import { cardTemplate } from './template.ts';
import { LONGEST_LABEL, oneLine, typedField } from './typed-field.ts';

/** The decision that is being written: its key where one is changed, and what was typed. */
export type OpenDecision = { key: string | null; text: string; parties: readonly string[] };

export type OutcomeDecisionsFormView = {
  meeting: MeetingView;
  outcome: OutcomeView;
  parties: readonly PartyView[];
  /** Left out: an empty one. */
  open?: OpenDecision | undefined;
  /** What is stored is shown where nothing was typed. */
  typed?: { row?: string | undefined; recommendedRating?: string; nextStep?: string } | undefined;
  errors?: FieldErrors<'row' | 'text' | 'parties' | 'recommendedRating' | 'nextStep'> | undefined;
  notice?: CardNotice | undefined;
  press: string;
};

const expand = cardTemplate(import.meta.dirname, 'outcome-decisions-form');
const EMPTY: OpenDecision = { key: null, text: '', parties: [] };

/** The second step of the outcome: what was decided and who needs to know, the recommended rating, the next step. */
export function outcomeDecisionsFormCard(view: OutcomeDecisionsFormView): AdaptiveCard {
  return fitCard(OUTCOME_MEASURES, (measure) => render(view, measure));
}

function render(view: OutcomeDecisionsFormView, measure: OutcomeMeasure): AdaptiveCard {
  const { meeting, outcome, parties, open = EMPTY, errors } = view;
  const editor = outcomeEditor({
    what: 'decision',
    verb: 'save-decisions',
    data: outcomeIds(meeting, outcome, view.press),
    keys: outcome.decisions.map((one) => one.key),
    changing: open.key,
  });
  const rows = outcome.decisions.map((one) => ({
    key: one.key,
    text: one.text,
    who: whoNeedsIt(one.parties, parties),
  }));
  return expand({
    ...outcomeTop(2, meeting, outcome.version, view.notice),
    ...outcomeRows(rows, measure),
    ...editor,
    listHeading: 'Decisions so far',
    parties: parties.map(({ party, label }) => ({ title: oneLine(label, LONGEST_LABEL), value: party })),
    restHeading: 'Rating and next step',
    ratings: ratingChoices.map(({ rating, label }) => ({ title: label, value: rating })),
    fields: fields(view, open, errors, measure),
  });
}

function fields(
  { outcome, typed }: OutcomeDecisionsFormView,
  open: OpenDecision,
  errors: OutcomeDecisionsFormView['errors'],
  measure: OutcomeMeasure,
) {
  const rating = typed?.recommendedRating ?? outcome.recommendedRating ?? ratingChoices[0]?.rating;
  const nextStep = typed?.nextStep ?? outcome.nextStep;
  const { input } = measure;
  return {
    row: typedField({ label: outcomeLabels.decisionRow, typed: typed?.row, errors: errors?.row }, 50),
    text: typedField({ label: outcomeLabels.text, typed: open.text, errors: errors?.text }, input),
    parties: typedField(
      { label: outcomeLabels.parties, typed: open.parties.join(','), errors: errors?.parties },
      Number.POSITIVE_INFINITY,
    ),
    recommendedRating: typedField(
      { label: outcomeLabels.recommendedRating, typed: rating, errors: errors?.recommendedRating },
      50,
    ),
    nextStep: typedField({ label: outcomeLabels.nextStep, typed: nextStep, errors: errors?.nextStep }, input),
  };
}

function whoNeedsIt(needed: readonly string[], parties: readonly PartyView[]): string {
  if (needed.length === 0) return 'For everybody invited';
  return `For ${parties
    .filter(({ party }) => needed.includes(party))
    .map(({ label }) => label)
    .join(', ')}`;
}
