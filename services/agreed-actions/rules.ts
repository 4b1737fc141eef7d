import type { AgreedActionEntry, InviteeView, PartyKey } from '../meetings/model.ts';
import { cleanText } from '../platform/free-text.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import { type ActionProblem, MAX_ACTION_TEXT, MAX_ACTION_WHO, type TypedAction } from './model.ts';

/** Whether nothing was typed into the fields of an action: a card has room for more than were agreed. */
function isBlank(action: TypedAction): boolean {
  return [action.what, action.party, action.who, action.dueDay].every((text) => cleanText(text) === '');
}

/**
 * Checks agreed actions: what, one of the meeting's parties, who there, and a day by when that is not before the day of
 * the meeting. Actions with nothing typed in them are passed over.
 *
 * @param among the parties of the meeting, its day in England, and the keys that are taken over from before
 * @param newKey makes the key of an action that has none yet
 */
export function checkActions(
  typed: readonly TypedAction[],
  among: { parties: readonly PartyKey[]; meetingDay: CalendarDay; knownKeys: ReadonlySet<string> },
  newKey: () => string,
): { actions: AgreedActionEntry[]; problems: ActionProblem[] } {
  const actions: AgreedActionEntry[] = [];
  const problems: ActionProblem[] = [];
  const used = new Set<string>();
  for (const [index, action] of typed.entries()) {
    if (isBlank(action)) continue;
    problems.push(...problemsOf(action, among).map((problem) => ({ field: 'actions' as const, index, ...problem })));
    const isKept = action.key !== null && among.knownKeys.has(action.key) && !used.has(action.key);
    const key = isKept && action.key !== null ? action.key : newKey();
    used.add(key);
    actions.push({
      key,
      what: cleanText(action.what),
      party: action.party,
      who: cleanText(action.who),
      dueDay: parseCalendarDay(action.dueDay) ?? '',
    });
  }
  return { actions: problems.length === 0 ? actions : [], problems };
}

type PartProblem = Pick<ActionProblem, 'part' | 'problem'>;

function problemsOf(
  action: TypedAction,
  among: { parties: readonly PartyKey[]; meetingDay: CalendarDay },
): PartProblem[] {
  return [
    textProblem('what', action.what, MAX_ACTION_TEXT),
    partyProblem(action.party, among.parties),
    textProblem('who', action.who, MAX_ACTION_WHO),
    dueDayProblem(action.dueDay, among.meetingDay),
  ].filter((problem) => problem !== undefined);
}

function textProblem(part: 'what' | 'who', typed: string, longest: number): PartProblem | undefined {
  const text = cleanText(typed);
  if (text === '') return { part, problem: 'missing' };
  return text.length > longest ? { part, problem: 'too-long' } : undefined;
}

function partyProblem(party: string, parties: readonly PartyKey[]): PartProblem | undefined {
  if (party === '') return { part: 'party', problem: 'missing' };
  return parties.includes(party) ? undefined : { part: 'party', problem: 'unknown-choice' };
}

function dueDayProblem(typed: string, meetingDay: CalendarDay): PartProblem | undefined {
  if (cleanText(typed) === '') return { part: 'due-day', problem: 'missing' };
  const day = parseCalendarDay(typed);
  if (day === undefined) return { part: 'due-day', problem: 'not-a-date' };
  return day < meetingDay ? { part: 'due-day', problem: 'before-the-meeting' } : undefined;
}

/**
 * Who owns an agreed action: every address that was invited for its party, and the duty inbox of that organisation. The
 * person and their family are told of theirs in letters, and the DSR team has cards.
 */
export function ownersOf<I extends Pick<InviteeView, 'kind' | 'party'>>(
  action: { party: PartyKey },
  invitees: readonly I[],
): I[] {
  return invitees.filter(({ kind, party }) => (kind === 'agency' || kind === 'other') && party === action.party);
}

/** The addresses behind which an action's owners are, each once; of several invitees with one address the first. */
export function ownerAddresses(
  action: { party: PartyKey; dutyEmail: string | null; organisationName: string | null },
  invitees: readonly Pick<InviteeView, 'id' | 'kind' | 'name' | 'email' | 'party'>[],
): { inviteeId: string | null; name: string; address: string }[] {
  const all = [
    ...ownersOf(action, invitees).flatMap(({ id, name, email }) =>
      email === null ? [] : [{ inviteeId: id, name, address: email.toLowerCase() }],
    ),
    ...(action.dutyEmail === null
      ? []
      : [{ inviteeId: null, name: action.organisationName ?? '', address: action.dutyEmail.toLowerCase() }]),
  ];
  return all.filter(({ address }, at) => all.findIndex((one) => one.address === address) === at);
}
