import type { ConsentState } from '../services/consent/model.ts';
import { type CalendarDay, daysBetween, formatDay, formatDayShort } from '../services/platform/time.ts';
import { MAX_EVENT_NOTE, type PanelFilter } from '../services/register/model.ts';
import type { PanelAction, PanelDiscussionProblem, PanelItem, PanelView } from '../services/register/panel-model.ts';
import { clockLabel } from './clocks.ts';

export const panelWords = {
  title: 'The panel',
  summary: 'The panel',
  start: 'Start with the first',
  goOn: 'Go on with the next',
  nobody: 'Nobody is left to discuss today.',
  noActions: 'No actions agreed',
  actionsHeading: 'Actions, and what became of them',
  participants: 'Who takes part (organisations with a sharing agreement)',
  participantsChosen: 'Organisations chosen',
  note: 'What was said (required)',
  andMore: 'Record, then decisions and actions',
  andNext: 'Record, then the next person',
  skip: 'Skip to the next person',
  kept: 'The organisations stay ticked for the next person today.',
  recorded: 'Recorded: discussed at the panel.',
  recordedMore: 'Recorded: discussed at the panel. Now the decisions and actions.',
} as const;

export const panelFilterLabels: Record<PanelFilter, string> = {
  overdue: 'Overdue for the panel',
  all: 'Everybody',
};

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

/** What stands above the list. */
export function panelSaid(
  view: Pick<PanelView, 'filter' | 'counts' | 'intervalStated' | 'page' | 'pages' | 'discussedToday'>,
): string {
  const page = view.pages > 1 ? ` Page ${view.page} of ${view.pages}.` : '';
  const today = view.discussedToday > 0 ? ` ${people(view.discussedToday)} discussed today.` : '';
  if (view.filter === 'overdue') {
    if (!view.intervalStated) return `How often the panel discusses everybody is not set locally.${today}`;
    const count = view.counts.overdue;
    return count === 0
      ? `Nobody is overdue for the panel.${today}`
      : `${people(count)} overdue for the panel.${page}${today}`;
  }
  return view.counts.all === 0
    ? 'Nobody is on the register.'
    : `${people(view.counts.all)} on the register: in order of risk, then of who was discussed longest ago.${page}${today}`;
}

/** 'Last discussed Mon 12 Oct 2026, 92 days ago', 'Never discussed' */
export function lastDiscussedWords(last: CalendarDay | null, today: CalendarDay): string {
  if (last === null) return 'Never discussed';
  const days = daysBetween(last, today);
  const ago = days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
  return `Last discussed ${formatDayShort(last)}, ${ago}`;
}

/** Where consent stands, with a sign where it stands in the way. */
export function consentMark(consent: ConsentState): string {
  switch (consent.state) {
    case 'valid':
      if (consent.registerOnly) return '! Consent to the register only: nothing is shared';
      return consent.until === null ? '✓ Consent' : `✓ Consent until ${formatDayShort(consent.until)}`;
    case 'lapsed':
      return '! Suspended: consent has lapsed';
    case 'none':
      return '! No consent on record';
    case 'withdrawn':
      return '! Consent withdrawn';
    case 'refused':
      return '! Consent refused';
    case 'found-invalid':
      return '! Consent not valid';
  }
}

/** Why somebody can't be discussed now. */
export const mayNotDiscuss =
  'This person can’t be discussed with other agencies: there is no valid consent to share anything about them. Record or renew consent first. Nothing about them may be shared meanwhile.';

/** What falls due next; null where nothing does. */
export function nextDueWords({ nextDue }: Pick<PanelItem, 'nextDue'>, today: CalendarDay): string | null {
  if (nextDue === null) return null;
  return `${clockLabel(nextDue.kind)}: ${formatDay(nextDue.day)}${nextDue.day < today ? ' (overdue)' : ''}`;
}

const states: Record<PanelAction['state'], string> = {
  open: '○ Open',
  'under-way': '● Under way',
  overdue: '! Overdue',
  done: '✓ Done',
  cannot: '✕ Could not be done',
};

/** How an agreed action stands: '! Overdue (Mon 12 Oct 2026)'. */
export function actionStateWords({ state, dueDay }: Pick<PanelAction, 'state' | 'dueDay'>): string {
  const isOver = state === 'done' || state === 'cannot';
  return isOver ? states[state] : `${states[state]} (by ${formatDayShort(dueDay)})`;
}

/** '2 overdue, 1 open' */
export function actionsInBrief(actions: readonly Pick<PanelAction, 'state'>[]): string {
  const count = (...some: PanelAction['state'][]) => actions.filter(({ state }) => some.includes(state)).length;
  const parts = [
    [count('overdue'), 'overdue'],
    [count('open', 'under-way'), 'open'],
    [count('done'), 'done'],
    [count('cannot'), 'could not be done'],
  ] as const;
  const said = parts.flatMap(([number, what]) => (number === 0 ? [] : [`${number} ${what}`]));
  return said.length === 0 ? panelWords.noActions : `Actions: ${said.join(', ')}`;
}

/** What to put right. */
export function panelProblemText({ field, problem }: PanelDiscussionProblem): string {
  if (field === 'organisationIds') {
    return problem === 'missing'
      ? 'Tick the organisations that take part.'
      : 'An organisation has no sharing agreement in force now. Choose again.';
  }
  return problem === 'missing'
    ? 'Write down in a sentence or two what was said.'
    : `Shorten this to ${new Intl.NumberFormat('en-GB').format(MAX_EVENT_NOTE)} characters or fewer.`;
}

/** Why a discussion was not recorded. */
export function panelRefusal(reason: 'entry-ended' | 'no-consent' | 'changed-meanwhile'): string {
  if (reason === 'no-consent') return mayNotDiscuss;
  if (reason === 'entry-ended') return 'This person is no longer on the register. Nothing was changed.';
  return 'Somebody else has changed this meanwhile, perhaps recorded the discussion: here is how it stands now.';
}
