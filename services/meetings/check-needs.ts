import { cleanText } from '../platform/free-text.ts';
import type { InviteeNeed, MeetingView, QuorumGroup } from './model.ts';
import { seatsOf } from './quorum.ts';

/** So many groups are enough to say who must be there; more would not be understood on a card (the limit is ours). */
const MAX_QUORUM_GROUPS = 4;
export const MAX_TO_BRING = 500;

/** Who must be there and what each is asked to bring, as it comes from the card; keys are ids of invitees. */
export type TypedNeeds = {
  needs: Readonly<Record<string, string>>;
  groups: readonly { seats: readonly string[]; atLeast: string }[];
  toBring: Readonly<Record<string, string>>;
};

export type NeedsProblem =
  | { field: 'need'; inviteeId: string; problem: 'unknown-choice' }
  | { field: 'toBring'; inviteeId: string; problem: 'too-long' }
  /** `group` counts from 0, as typed. */
  | { field: 'seats'; group: number; problem: 'missing' | 'unknown-choice' }
  /** 'too-many': more than are in the group. */
  | { field: 'atLeast'; group: number; problem: 'missing' | 'not-a-number' | 'too-many' }
  | { field: 'groups'; problem: 'too-many' };

/** What is to be stored; null groups mean that every required role must be there. */
export type CheckedNeeds = {
  needs: ReadonlyMap<string, InviteeNeed>;
  toBring: ReadonlyMap<string, string | null>;
  groups: QuorumGroup[] | null;
};

const needs: readonly InviteeNeed[] = ['required', 'useful'];

/** Checks who must be there. Only roles can be needed: whoever stands in fills the role of another. */
export function checkNeeds(
  { invitees }: Pick<MeetingView, 'invitees'>,
  typed: TypedNeeds,
): CheckedNeeds | { problems: NeedsProblem[] } {
  const seats = new Set(seatsOf(invitees).map(({ id }) => id));
  const problems: NeedsProblem[] = [];
  const checked = new Map<string, InviteeNeed>();
  for (const [inviteeId, text] of Object.entries(typed.needs)) {
    const need = needs.find((one) => one === text);
    if (need === undefined || !seats.has(inviteeId))
      problems.push({ field: 'need', inviteeId, problem: 'unknown-choice' });
    else checked.set(inviteeId, need);
  }
  const toBring = new Map<string, string | null>();
  for (const [inviteeId, text] of Object.entries(typed.toBring)) {
    if (!seats.has(inviteeId)) continue;
    const clean = cleanText(text);
    if (clean.length > MAX_TO_BRING) problems.push({ field: 'toBring', inviteeId, problem: 'too-long' });
    toBring.set(inviteeId, clean || null);
  }
  const groups = typed.groups.flatMap((group, place) => {
    if (group.seats.length === 0 && group.atLeast.trim() === '') return [];
    const found = checkGroup(group, place, seats);
    problems.push(...found.problems);
    return [found.group];
  });
  if (groups.length > MAX_QUORUM_GROUPS) problems.push({ field: 'groups', problem: 'too-many' });
  if (problems.length > 0) return { problems };
  return { needs: checked, toBring, groups: groups.length === 0 ? null : groups };
}

function checkGroup(
  typed: TypedNeeds['groups'][number],
  group: number,
  seats: ReadonlySet<string>,
): { group: QuorumGroup; problems: NeedsProblem[] } {
  const problems: NeedsProblem[] = [];
  const chosen = [...new Set(typed.seats)];
  if (chosen.length === 0) problems.push({ field: 'seats', group, problem: 'missing' });
  if (chosen.some((id) => !seats.has(id))) problems.push({ field: 'seats', group, problem: 'unknown-choice' });
  const text = typed.atLeast.trim();
  const atLeast = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (text === '') problems.push({ field: 'atLeast', group, problem: 'missing' });
  else if (atLeast === 0) problems.push({ field: 'atLeast', group, problem: 'not-a-number' });
  else if (chosen.length > 0 && atLeast > chosen.length)
    problems.push({ field: 'atLeast', group, problem: 'too-many' });
  return { group: { seats: chosen, atLeast }, problems };
}
