import { entryClocks, referralClocks } from '../clocks/clock-engine.ts';
import { type Clock, type ClockKind, clockKinds } from '../clocks/model.ts';
import type { Database } from '../platform/database.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { AreaPolicy } from './model.ts';
import { entriesForSimulation, hasRegister, readingOnly, referralsForSimulation } from './simulation-store.ts';

/** What another policy would change about one kind of clock. */
export type KindChange = {
  kind: ClockKind;
  /** Dates that would come sooner, and later. */
  earlier: number;
  later: number;
  /** Clocks that only one of the two policies has. */
  appear: number;
  disappear: number;
  /** Deadlines that would be due today or overdue, and are not now: how many, and whose. */
  newlyDue: { count: number; references: string[] };
  /** Deadlines that are due or overdue now, and would not be. */
  noLongerDue: number;
};

/** What would change if another policy were in force. References and counts, never a name. */
export type Simulation = { entries: number; referrals: number; unchanged: number; kinds: KindChange[] };

/** More references than anybody reads; the count is always whole. */
const REFERENCES_KEPT = 200;

type Tally = Map<ClockKind, KindChange>;

function emptyTally(): Tally {
  return new Map(
    clockKinds.map((kind) => [
      kind,
      {
        ...{ kind, earlier: 0, later: 0, appear: 0, disappear: 0 },
        ...{ newlyDue: { count: 0, references: [] }, noLongerDue: 0 },
      },
    ]),
  );
}

/** Due today, or missed. An earliest date is never due. */
const isDue = (clock: Clock | undefined, today: CalendarDay) => clock?.nature === 'deadline' && clock.due <= today;

/** Adds up what differs between the clocks of one subject; says how many dates stay. */
function compare(
  tally: Tally,
  subject: { reference: string; current: readonly Clock[]; tried: readonly Clock[] },
  today: CalendarDay,
): number {
  let same = 0;
  for (const [kind, change] of tally) {
    const [current, tried] = [subject.current, subject.tried].map((clocks) =>
      clocks.find((clock) => clock.kind === kind),
    );
    if (current && tried && current.due === tried.due) same += 1;
    else if (current && tried) change[tried.due < current.due ? 'earlier' : 'later'] += 1;
    else if (tried) change.appear += 1;
    else if (current) change.disappear += 1;
    if (isDue(tried, today) && !isDue(current, today)) {
      change.newlyDue.count += 1;
      if (change.newlyDue.references.length < REFERENCES_KEPT) change.newlyDue.references.push(subject.reference);
    }
    if (isDue(current, today) && !isDue(tried, today)) change.noLongerDue += 1;
  }
  return same;
}

/**
 * Works out every clock of the present register and of every referral under two policies, and says what differs. It writes
 * nothing: it reads one picture of the database, in a transaction in which PostgreSQL refuses to write.
 *
 * @param input.current the policy in force
 * @param input.tried the policy that is tried, as if it were in force today
 * @returns 'no-register' where the database has not been brought as far as this version
 */
export async function simulatePolicy(
  db: Database,
  input: { current: AreaPolicy; tried: AreaPolicy; today: CalendarDay },
): Promise<Simulation | 'no-register'> {
  const { today } = input;
  return readingOnly(db, async (tx) => {
    if (!(await hasRegister(tx))) return 'no-register';
    const tally = emptyTally();
    const counts = { entries: 0, referrals: 0, unchanged: 0 };
    for await (const { reference, facts } of entriesForSimulation(tx)) {
      counts.entries += 1;
      const [current, tried] = [entryClocks(facts, input.current), entryClocks(facts, input.tried)];
      counts.unchanged += compare(tally, { reference, current, tried }, today);
    }
    for await (const { reference, facts } of referralsForSimulation(tx)) {
      counts.referrals += 1;
      const [current, tried] = [referralClocks(facts, input.current), referralClocks(facts, input.tried)];
      counts.unchanged += compare(tally, { reference, current, tried }, today);
    }
    return { ...counts, kinds: [...tally.values()].filter(hasChanged) };
  });
}

function hasChanged({ earlier, later, appear, disappear, newlyDue, noLongerDue }: KindChange): boolean {
  return earlier + later + appear + disappear + newlyDue.count + noLongerDue > 0;
}
