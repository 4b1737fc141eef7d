import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Calendar } from '../../../services/calendar/port.ts';
import { aHold, anEvent, jamie, priya } from '../../support/calendar-events.ts';
import { type Follower, followingRecord } from '../../support/calendar-follower.ts';
import type { Fault, SeenRequest } from '../../support/fake-graph/faults.ts';
import { aGraphTenant, dsrMailbox, type GraphTenant } from '../../support/graph-tenant.ts';

const seed = 20270112;
/** A limit against what hangs: a busy machine must not fail a test. */
const SLOW_MS = 240_000;
const mina = { inviteeId: 'invitee-mina', name: 'Mina Example', email: 'mina@surgery.example.org' };
const starts = ['2027-01-20T09:00:00Z', '2027-01-21T13:30:00Z', '2027-01-25T10:00:00Z', '2027-02-02T15:00:00Z'];

/** Everything that can go wrong with one request, before and after its work. */
const faults: readonly Fault[] = [
  ...(['before', 'after'] as const).flatMap((when): Fault[] => [
    { kind: 'reset', when },
    { kind: 'timeout', when },
    { kind: 'status', status: 500, when },
    { kind: 'status', status: 503, when },
    { kind: 'status', status: 504, when },
  ]),
  { kind: 'status', status: 429, retryAfter: 2 },
  { kind: 'status', status: 429, retryAfter: 900 },
  { kind: 'status', status: 503, retryAfter: new Date('2027-01-12T09:31:00Z') },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 409 },
  { kind: 'status', status: 412 },
  { kind: 'no-connection' },
  { kind: 'malformed' },
  { kind: 'no-join-url' },
  { kind: 'unauthorised' },
];

const fault = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.constantFrom(...faults) },
);
const start = fc.constantFrom(...starts).map((text) => new Date(text));

/** What was said to the time at which the event is now, and how often somebody changed it in Outlook. */
type Outside = { at: number | null; answers: Map<string, string>; edits: number; moved: Date | null };
type Step = { does: string; run(on: { record: Follower; tenant: GraphTenant; outside: Outside }): void };
const response = fc.constantFrom('accepted' as const, 'declined' as const, 'tentativelyAccepted' as const);

const RESPONSES = { accepted: 'accepted', declined: 'declined', tentativelyAccepted: 'tentative' } as const;

const deed = (does: string, run: Step['run']): Step => ({ does, run });

/** What people do in Roundtable and in Outlook; what cannot be done now is nothing. */
const step: fc.Arbitrary<Step> = fc.oneof(
  start.map((to) =>
    deed(`move to ${to.toISOString()}`, ({ record, outside }) => {
      record.move(to);
      outside.moved = null;
    }),
  ),
  fc.constantFrom(jamie, mina).map((who) => deed(`invite ${who.inviteeId}`, ({ record }) => record.join(who))),
  fc.tuple(fc.nat(3), response).map(([n, said]) =>
    deed(`attendee ${n} answers ${said}`, ({ tenant: { fake }, outside }) => {
      const [event] = fake.events(dsrMailbox);
      const who = event?.attendees[n % event.attendees.length];
      if (!event || !who) return;
      fake.answer(dsrMailbox, event.id, who.address, said);
      outside.answers.set(who.address, RESPONSES[said]);
    }),
  ),
  start.map((day) =>
    deed(`moved in Outlook to ${day.toISOString()} and some minutes`, ({ tenant: { fake }, outside }) => {
      const [event] = fake.events(dsrMailbox);
      if (!event) return;
      outside.edits += 1;
      // A time that it never had: whoever moves it back to an earlier one cannot be told from a job that comes late.
      outside.moved = new Date(day.getTime() + outside.edits * 60_000);
      fake.editEvent(dsrMailbox, event.id, { start: outside.moved });
    }),
  ),
  fc.constant(deed('cancel', ({ record }) => record.cancel())),
  fc.constant(
    deed('deleted in Outlook', ({ record, tenant: { fake }, outside }) => {
      const eventId = record.eventId();
      const there = fake.events(dsrMailbox).some(({ id }) => id === eventId);
      if (eventId === null || !there) return;
      fake.deleteEvent(dsrMailbox, eventId);
      outside.edits += 1;
    }),
  ),
);

const sequences = fc.record({
  steps: fc.array(fc.tuple(step, fc.nat(2)), { minLength: 1, maxLength: 10 }),
  faults: fc.array(fault, { minLength: 0, maxLength: 60 }),
  killed: fc.array(fc.boolean(), { maxLength: 20 }),
});

/** The process ends now and then when the calendar has done its work, and nobody hears of it. */
function mortal(calendar: Calendar, killed: readonly boolean[]): { calendar: Calendar; live(): void } {
  const left = [...killed];
  const wrap =
    <A extends unknown[], R>(call: (...asked: A) => Promise<R>) =>
    async (...asked: A): Promise<R> => {
      const answer = await call(...asked);
      if (left.shift()) throw new Error('The process was killed');
      return answer;
    };
  const { book, reschedule, invite, cancel } = calendar;
  const wrapped = { book: wrap(book), reschedule: wrap(reschedule), invite: wrap(invite), cancel: wrap(cancel) };
  return { calendar: { ...calendar, ...wrapped }, live: () => void left.splice(0) };
}

/** Requests meet the faults in their order; those for a token meet none. */
function meeting(planned: readonly (Fault | null)[]) {
  const left = [...planned];
  return ({ mailbox }: SeenRequest) => (mailbox === null ? null : (left.shift() ?? null));
}

/** Answers were to the time at which they were given: another one asks everybody anew. */
function noteTime({ fake }: GraphTenant, outside: Outside): void {
  const at = fake.events(dsrMailbox)[0]?.start.getTime() ?? null;
  if (at !== outside.at) outside.answers.clear();
  outside.at = at;
}

async function comeToRest(tenant: GraphTenant, record: Follower, outside: Outside): Promise<void> {
  tenant.fake.faults.clear();
  for (let round = 0; round < 12; round++) {
    tenant.clock.moveBy(20 * 60_000);
    await record.work();
    noteTime(tenant, outside);
  }
  expect(record.inStep()).toBe(true);
}

function checkRequests({ fake }: GraphTenant): void {
  expect(fake.refusals()).toEqual([]);
  const patches = fake.log.filter(({ method }) => method === 'PATCH');
  expect(patches.filter(({ body }) => 'body' in (body as object))).toEqual([]);
  expect(patches.filter(({ headers }) => headers.ifMatch === null)).toEqual([]);
}

async function checkEvents(tenant: GraphTenant, record: Follower, outside: Outside): Promise<void> {
  // What nobody has changed in Outlook stays as it was decided here.
  if (outside.edits === 0) expect(record.gaveIn()).toBe(0);
  const wanted = record.wanted();
  const events = tenant.fake.events(dsrMailbox);
  expect(events).toHaveLength(wanted === null ? 0 : 1);
  const [event] = events;
  if (event === undefined || wanted === null) return;
  if (outside.moved !== null) expect(event.start).toEqual(outside.moved);
  expect({ id: event.id, start: event.start, end: event.end }).toEqual({
    ...{ id: record.eventId(), start: wanted.start, end: wanted.end },
  });
  expect(event.attendees.map(({ address }) => address).sort()).toEqual(
    wanted.attendees.map(({ email }) => email.toLowerCase()).sort(),
  );
  const now = await tenant.calendar.look(event.id);
  expect(new Map(now?.responses.map(({ address, response: said }) => [address, said]))).toEqual(outside.answers);
  expect(now?.joinUrl).toBe(event.joinUrl);
  // Nobody is asked to a meeting twice: what follows the first invitation is at most that it has changed.
  const asked = tenant.fake
    .invitations(dsrMailbox)
    .flatMap(({ kind, address }) => (kind === 'request' ? [address] : []));
  expect(asked.length).toBe(new Set(asked).size);
}

test(
  'after any sequence of changes, answers, edits and faults there is one event a live meeting, none for one that is off',
  async () => {
    await fc.assert(
      fc.asyncProperty(sequences, async ({ steps, faults: planned, killed }) => {
        const tenant = aGraphTenant();
        const { calendar, live } = mortal(tenant.calendar, killed);
        const record = followingRecord(calendar);
        tenant.fake.faults.plan(meeting(planned));
        const outside: Outside = { at: null, answers: new Map(), edits: 0, moved: null };
        for (const [{ run }, tries] of steps) {
          run({ record, tenant, outside });
          noteTime(tenant, outside);
          for (let n = 0; n < tries; n++) {
            await record.work().catch(() => tenant.clock.moveBy(60_000));
            noteTime(tenant, outside);
          }
        }
        live();
        await comeToRest(tenant, record, outside);
        checkRequests(tenant);
        await checkEvents(tenant, record, outside);
      }),
      { seed, numRuns: 250 },
    );
  },
  SLOW_MS,
);

test(
  'a time is held once or not at all, whatever goes wrong',
  async () => {
    const deeds = fc.array(fc.constantFrom('hold', 'release', 'release-unknown'), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(deeds, fc.array(fault, { maxLength: 40 }), async (wanted, planned) => {
        const tenant = aGraphTenant();
        tenant.fake.addMailbox(priya.email);
        // 403 means that the mailbox is closed: then nothing is held, which has a test of its own.
        tenant.fake.faults.plan(meeting(planned.filter((one) => !(one?.kind === 'status' && one.status === 403))));
        let eventId: string | null = null;
        const doIt = async (deed: string) => {
          if (deed === 'hold') eventId = (await tenant.calendar.hold(aHold()))?.eventId ?? null;
          else await tenant.calendar.release({ ...aHold(), eventId: deed === 'release' ? eventId : null });
        };
        for (const deed of wanted) await doIt(deed).catch(() => tenant.clock.moveBy(60_000));
        expect(tenant.fake.events(priya.email).length).toBeLessThanOrEqual(1);
        tenant.fake.faults.clear();
        tenant.clock.moveBy(20 * 60_000);
        await doIt('release');
        expect(tenant.fake.events(priya.email)).toEqual([]);
        checkRequests(tenant);
      }),
      { seed, numRuns: 200 },
    );
  },
  SLOW_MS,
);

test(
  'free/busy is whole or a fault, and never shows a busy time as free',
  async () => {
    const busy = [{ start: anEvent().start, end: anEvent().end }];
    const window = { start: new Date('2027-01-13T00:00:00Z'), end: new Date('2027-03-20T00:00:00Z') };
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 20 }), async (planned) => {
        const tenant = aGraphTenant();
        tenant.fake.addMailbox(priya.email, { busy });
        tenant.fake.faults.plan(meeting(planned));
        const found = await tenant.calendar.freeBusy([priya.email], window, anEvent().meetingId).catch(() => null);
        if (found !== null) expect(found.get(priya.email)).toEqual({ known: true, busy });
        expect(tenant.fake.refusals()).toEqual([]);
      }),
      { seed, numRuns: 200 },
    );
  },
  SLOW_MS,
);
