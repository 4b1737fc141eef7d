import type { AgreedActionEntry, MeetingView, OutcomeView, PartyView } from '../services/meetings/model.ts';
import { formatDayShort } from '../services/platform/time.ts';
import type { Choice } from '../services/policies/model.ts';
import { outcomeLabels } from '../wording/outcome.ts';
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
import { LONGEST_LABEL, oneLine, typedDay, typedField } from './typed-field.ts';

/** The agreed action that is being written: its key where one is changed, and what was typed. */
export type OpenAction = { key: string | null; what: string; party: string; who: string; dueDay: string };

export type OutcomeActionsFormView = {
  meeting: MeetingView;
  outcome: OutcomeView;
  parties: readonly PartyView[];
  /** The area's policy value. */
  themes: readonly Choice[];
  /** Left out: an empty one. */
  open?: OpenAction | undefined;
  /** What is stored is shown where nothing was typed. */
  typed?: { row?: string | undefined; themes?: readonly string[]; gaps?: string } | undefined;
  errors?: FieldErrors<'row' | 'what' | 'party' | 'who' | 'dueDay' | 'themes' | 'gaps'> | undefined;
  notice?: CardNotice | undefined;
  press: string;
};

const expand = cardTemplate(import.meta.dirname, 'outcome-actions-form');
const EMPTY: OpenAction = { key: null, what: '', party: '', who: '', dueDay: '' };
const LONGEST_NAME = 120;

/** The third step of the outcome: who does what by when, and what the meeting says of services. */
export function outcomeActionsFormCard(view: OutcomeActionsFormView): AdaptiveCard {
  return fitCard(OUTCOME_MEASURES, (measure) => render(view, measure));
}

function render(view: OutcomeActionsFormView, measure: OutcomeMeasure): AdaptiveCard {
  const { meeting, outcome, parties, open = EMPTY } = view;
  const editor = outcomeEditor({
    what: 'action',
    verb: 'save-actions',
    data: outcomeIds(meeting, outcome, view.press),
    keys: outcome.actions.map((one) => one.key),
    changing: open.key,
  });
  const rows = outcome.actions.map((one) => ({ key: one.key, text: one.what, who: whoDoesIt(one, parties) }));
  return expand({
    ...outcomeTop(3, meeting, outcome.version, view.notice),
    ...outcomeRows(rows, measure),
    ...editor,
    listHeading: 'Actions so far',
    parties: parties.map(({ party, label }) => ({ title: oneLine(label, LONGEST_LABEL), value: party })),
    restHeading: 'For planning: not in the summaries',
    themes: themeChoices(view),
    fields: fields(view, open, measure.input),
  });
}

/** A theme that an older policy had can be unticked, but does not vanish by itself. */
function themeChoices({ themes, outcome }: OutcomeActionsFormView): { title: string; value: string }[] {
  const older = outcome.themes.filter((code) => themes.every((theme) => theme.code !== code));
  return [...themes, ...older.map((code) => ({ code, label: code }))].map(({ code, label }) => ({
    title: oneLine(label),
    value: code,
  }));
}

function fields({ outcome, typed, errors }: OutcomeActionsFormView, open: OpenAction, limit: number) {
  const themes = (typed?.themes ?? outcome.themes).join(',');
  const { what, party, who, dueDay } = open;
  return {
    row: typedField({ label: outcomeLabels.actionRow, typed: typed?.row, errors: errors?.row }, 50),
    what: typedField({ label: outcomeLabels.what, typed: what, errors: errors?.what }, limit),
    party: typedField({ label: outcomeLabels.party, typed: party, errors: errors?.party }, 60),
    who: typedField({ label: outcomeLabels.who, typed: who, errors: errors?.who }, LONGEST_NAME),
    dueDay: typedDay({ label: outcomeLabels.dueDay, typed: dueDay, errors: errors?.dueDay }),
    themes: typedField(
      { label: outcomeLabels.themes, typed: themes, errors: errors?.themes },
      Number.POSITIVE_INFINITY,
    ),
    gaps: typedField({ label: outcomeLabels.gaps, typed: typed?.gaps ?? outcome.gaps, errors: errors?.gaps }, limit),
  };
}

function whoDoesIt(action: AgreedActionEntry, parties: readonly PartyView[]): string {
  const party = parties.find((one) => one.party === action.party)?.label ?? '';
  // A person's own action would name them twice.
  return `${[...new Set([party, action.who])].filter(Boolean).join(', ')}, by ${formatDayShort(action.dueDay)}`;
}
