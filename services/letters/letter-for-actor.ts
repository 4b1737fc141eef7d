import type { UseCase } from '../access/access-table.ts';
import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import type { NewDelivery } from '../notifications/model.ts';
import { addDeliveries, refreshCards } from '../notifications/store.ts';
import { carryOut, type Press, wasCarriedOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { type LetterDeps, letterView } from './letter-view.ts';
import type { LetterProblem, LetterState, LetterView } from './model.ts';
import { type LetterRecord, readLetter } from './read-letter.ts';
import { type LetterChange, updateLetter } from './store.ts';

/** What every change of a letter is given. `version` is that of the card it was decided on. */
export type LetterInput = {
  actor: Extract<Actor, { kind: 'professional' }>;
  letterId: string;
  version: number;
  press: string;
};

export type LetterRefusal =
  | NotAllowed
  | NotFound
  /** It is no longer as it was read, or its words would now be others: read it again. */
  | { reason: 'changed-meanwhile' }
  /** It is about a meeting, and nothing about the person may be told now. */
  | { reason: 'no-ground' }
  | { reason: 'too-late'; state: LetterState }
  | { reason: 'incomplete'; problems: LetterProblem[] };

/** Reads a letter for a use case and asks the access table; a refused attempt is put on record. */
export async function letterFor(
  deps: Pick<Deps, 'db' | 'clock' | 'policy'>,
  useCase: UseCase,
  actor: Actor,
  letterId: string,
): Promise<Result<LetterRecord, NotAllowed | NotFound>> {
  const refusal = await authorise(deps, useCase, actor, { noun: 'letter', nounId: letterId, relations: ['none'] });
  if (refusal) return refusal;
  const letter = await readLetter(deps, letterId);
  return letter === undefined ? refuse({ reason: 'not-found' }) : ok(letter);
}

/** What a use case has decided to change. */
export type LetterPlan = {
  change: LetterChange;
  reason?: string;
  deliveries?: NewDelivery[];
  within?: (tx: Transaction) => Promise<void>;
};

/**
 * Changes a letter, always in one order: load → authorise → decide → one transaction → the present state. A letter that
 * somebody changed after it was read is refused: what is released must be what was read.
 */
export async function changeLetter(
  deps: LetterDeps,
  useCase: UseCase,
  input: LetterInput,
  decide: (letter: LetterRecord, now: Date) => Result<LetterPlan, LetterRefusal>,
): Promise<Result<LetterView, LetterRefusal>> {
  const { actor, letterId, press: key, ...asked } = input;
  const found = await letterFor(deps, useCase, actor, letterId);
  if (!found.ok) return found;
  const press: Press = { key, useCase, actor, asked: { letterId, ...asked } };
  const letter = found.value;
  if (await wasCarriedOut(deps, press)) return ok(letterView(deps, letter));
  const now = deps.clock.now();
  const decided = decide(letter, now);
  if (!decided.ok) return decided;
  const { change, reason, deliveries = [], within } = decided.value;
  const done = await carryOut(deps, press, async (tx) => {
    if (!(await updateLetter(tx, letter, change))) return false;
    const states = change.state === undefined ? {} : { from: letter.state, to: change.state };
    const about = { useCase, actor, noun: 'letter', nounId: letter.id } as const;
    await recordDone(tx, now, { ...about, ...states, ...(reason === undefined ? {} : { reason }) });
    await within?.(tx);
    await addDeliveries(tx, deps, deliveries);
    await refreshCards(tx, deps, [letter.id, ...(letter.referralId === null ? [] : [letter.referralId])]);
    return true;
  });
  if (done === 'overtaken') return refuse({ reason: 'changed-meanwhile' });
  const present = await readLetter(deps, letterId);
  return present === undefined ? refuse({ reason: 'not-found' }) : ok(letterView(deps, present));
}

/** Refuses what was typed. */
export function incomplete(...problems: LetterProblem[]): { ok: false } & LetterRefusal {
  return { ok: false, reason: 'incomplete', problems };
}

/** Whether a change of a letter in one of these states, read at `version`, still fits it. */
export function stillFits(
  letter: LetterRecord,
  version: number,
  states: readonly LetterState[],
): ({ ok: false } & LetterRefusal) | undefined {
  if (!states.includes(letter.state)) return { ok: false, reason: 'too-late', state: letter.state };
  return letter.version === version ? undefined : { ok: false, reason: 'changed-meanwhile' };
}
