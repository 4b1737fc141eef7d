import type { DsrRole } from '../../../services/access/actor.ts';
import type { Deps } from '../../../services/platform/deps.ts';
import { addWorkingDays, type CalendarDay, dayOf, fixedClock, instantAt } from '../../../services/platform/time.ts';
import { cast } from '../tenant.ts';
import { loadSampleAgencies } from './agencies.ts';
import { tellEnded } from './ended.ts';
import { tellRegister } from './register.ts';
import type { Cast, Story } from './story.ts';
import { tellUndecided } from './undecided.ts';
import { tellUnderWay } from './under-way.ts';

/** Remembers the people of the demo. Asha is new: she is asked for her role, organisation and phone. */
async function loadCast(deps: Deps): Promise<Cast> {
  const now = deps.clock.now();
  const known: Record<string, { jobRole: string; organisation: string; phone: string }> = {
    ben: { jobRole: 'Social worker', organisation: 'Trust mental health team', phone: '01632 960102' },
  };
  const people = {} as Cast;
  for (const [key, { id: aadObjectId, name, email }] of Object.entries(cast)) {
    const data = { name, email, ...known[key], updatedAt: now };
    const row = await deps.db.professional.upsert({
      where: { aadObjectId },
      create: { id: deps.newId(), aadObjectId, createdAt: now, ...data },
      update: data,
    });
    people[key as keyof Cast] = { kind: 'professional', id: row.id, dsrRole: row.dsrRole as DsrRole | null };
  }
  return people;
}

/** The people and the organisations alone: what the walk begins with. */
export async function loadDirectory(deps: Deps): Promise<void> {
  await loadCast(deps);
  await loadSampleAgencies(deps);
}

/**
 * Fills an empty record with made-up people and requests in every state, dated around the demo's now. What would have
 * been sent in the past is put down as sent; the meetings still to come are looked for and invited to, for real.
 */
export async function loadSampleData(deps: Deps): Promise<void> {
  if ((await deps.db.organisation.count()) > 0) return;
  const today = dayOf(deps.clock.now());
  const people = await loadCast(deps);
  const on = (day: CalendarDay, time: string): Deps => {
    const past = instantAt(day, time);
    const now = deps.clock.now();
    const silent = { ...deps.jobs, enqueue: async () => undefined, wake: () => undefined };
    return { ...deps, clock: fixedClock(past < now ? past : now), jobs: silent };
  };
  const story: Story = {
    people,
    organisations: await loadSampleAgencies(deps),
    today,
    at: (workingDays, time) => on(workingDays === 0 ? today : addWorkingDays(today, workingDays), time),
    on,
  };
  await tellEnded(story);
  const toCome = await tellUnderWay(story);
  await tellUndecided(story);
  toCome.push(...(await tellRegister(story)));
  await deps.db.delivery.updateMany({ where: { state: 'due' }, data: { state: 'sent', sentAt: deps.clock.now() } });
  await tellLetters(deps, people.cora.id);
  await forgetAsha(deps, people.asha.id);
  await deps.db.$transaction(async (tx) => {
    await deps.jobs.enqueue(
      tx,
      toCome.flatMap((meetingId) => [
        { name: 'look-for-times' as const, data: { meetingId } },
        { name: 'sync-calendar' as const, data: { meetingId } },
      ]),
    );
  });
  deps.jobs.wake();
}

/** Letters that were released have been told: a referrer read it in chat, everybody else heard it on the phone. */
async function tellLetters(deps: Deps, toldById: string): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE letter SET state = 'told', version = version + 1, told_by_id = ${toldById}::uuid,
      told_on = (released_at AT TIME ZONE 'Europe/London')::date,
      told_how = CASE receiver WHEN 'referrer' THEN 'teams' ELSE 'phone' END
    WHERE state = 'released'`;
}

/** Asha has asked before, but is asked for her details once more, so that a visitor sees how. */
async function forgetAsha(deps: Deps, id: string): Promise<void> {
  await deps.db.professional.update({ where: { id }, data: { jobRole: null, organisation: null, phone: null } });
}
