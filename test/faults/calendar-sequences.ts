import { graphCalendar } from '../../services/calendar/graph-calendar.ts';
import type { Calendar } from '../../services/calendar/port.ts';
import { cancelMeeting } from '../../services/meetings/cancel-meeting.ts';
import { followCalendar } from '../../services/meetings/follow-calendar.ts';
import { readMeeting } from '../../services/meetings/open-meeting.ts';
import { rescheduleMeeting } from '../../services/meetings/reschedule-meeting.ts';
import { calendarStep, syncCalendar } from '../../services/meetings/sync-calendar.ts';
import { openGraph } from '../../services/microsoft/graph-client.ts';
import type { Deps } from '../../services/platform/deps.ts';
import type { movableClock } from '../../services/platform/time.ts';
import { sharedEventTexts } from '../../wording/event-texts.ts';
import { silentLog } from '../support/deps.ts';
import type { EventInCalendar } from '../support/fake-graph/event-json.ts';
import { type FakeGraph, startFakeGraph } from '../support/fake-graph/fake-graph.ts';
import type { Fault, SeenRequest } from '../support/fake-graph/faults.ts';
import { type ArrangedMeeting, book, granted, theService } from '../support/meeting-builders.ts';

const MAILBOX = 'dsr.team@example.org';
const ACCOUNT = { tenantId: '11111111-2222-4333-8444-555555555555', appId: '21111111-2222-4333-8444-555555555555' };
const SECRET = 'only-for-tests';
/** Working days well ahead of the tests' clock. */
const DAYS = ['2027-01-20', '2027-01-21', '2027-01-22', '2027-01-25', '2027-01-26', '2027-02-02', '2027-02-09'];
const TIMES = ['09:00', '10:30', '13:15', '15:00'];

export type SequenceDeps = Deps & { clock: ReturnType<typeof movableClock> };

/** What a sequence did, one line each, so that a failure can be read; and how many faults it met. */
export type SequenceReport = { steps: string[]; faults: number; ended: string };

/** The process ended at this point: what was asked of the calendar is done or not, and nobody has heard. */
class Killed extends Error {
  override name = 'Killed';
}

/** The same numbers for the same seed (mulberry32). */
function drawing(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    chance: (share: number) => next() < share,
    below: (count: number) => Math.floor(next() * count),
    oneOf: <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T,
  };
}
type Drawing = ReturnType<typeof drawing>;

const FAULTS: readonly ((at: Date) => Fault)[] = [
  () => ({ kind: 'unauthorised' }),
  () => ({ kind: 'status', status: 403, code: 'ErrorAccessDenied' }),
  () => ({ kind: 'status', status: 404, code: 'ErrorItemNotFound' }),
  () => ({ kind: 'status', status: 409, code: 'ErrorIrresolvableConflict' }),
  () => ({ kind: 'status', status: 412, code: 'ErrorIrresolvableConflict' }),
  () => ({ kind: 'status', status: 429, code: 'TooManyRequests', retryAfter: 3 }),
  (at) => ({ kind: 'status', status: 429, code: 'TooManyRequests', retryAfter: new Date(at.getTime() + 120_000) }),
  () => ({ kind: 'status', status: 503, code: 'ServiceUnavailable' }),
  () => ({ kind: 'status', status: 504, code: 'GatewayTimeout', when: 'after' }),
  () => ({ kind: 'status', status: 500, code: 'InternalServerError', when: 'after' }),
  () => ({ kind: 'reset', when: 'before' }),
  () => ({ kind: 'reset', when: 'after' }),
  () => ({ kind: 'timeout', when: 'before' }),
  () => ({ kind: 'timeout', when: 'after' }),
  () => ({ kind: 'no-connection' }),
  () => ({ kind: 'malformed' }),
  () => ({ kind: 'no-join-url' }),
];

/**
 * A 404 to a look, or to a repeated read, would say that the event is gone, which no server says of one that is there: it is
 * left out for reads. Everything else may meet any call but those for a token.
 */
function faultFor(draw: Drawing, at: Date, request: SeenRequest): Fault {
  for (;;) {
    const fault = draw.oneOf(FAULTS)(at);
    const saysGone = fault.kind === 'status' && fault.status === 404;
    if (!saysGone || request.method === 'POST') return fault;
  }
}

type Stage = {
  deps: SequenceDeps;
  draw: Drawing;
  fake: FakeGraph;
  calendar: Calendar;
  arranged: ArrangedMeeting;
  report: SequenceReport;
};

/** Ends the process now and then, right after the calendar has done what it was asked to. */
function killedNowAndThen(calendar: Calendar, share: () => boolean): Calendar {
  const wrap =
    <A extends unknown[], R>(call: (...asked: A) => Promise<R>) =>
    async (...asked: A): Promise<R> => {
      const answer = await call(...asked);
      if (share()) throw new Killed();
      return answer;
    };
  return {
    ...calendar,
    book: wrap(calendar.book),
    reschedule: wrap(calendar.reschedule),
    invite: wrap(calendar.invite),
    cancel: wrap(calendar.cancel),
    look: wrap(calendar.look),
  };
}

/** Where nothing goes wrong any more. */
const quiet = new WeakSet<FakeGraph>();

/**
 * Another meeting that is being arranged, like one that is there: the rows of it, its invitees and its request under new ids.
 * Asking for each, and approving it, would take longer than the sequence itself.
 */
async function another(deps: SequenceDeps, like: ArrangedMeeting): Promise<ArrangedMeeting> {
  const [meetingId, requestId, transactionId] = [deps.newId(), deps.newId(), deps.newId()];
  const { invitees, kind, state, lengthMinutes, purposeCategory, createdAt, updatedAt } =
    await deps.db.meeting.findUniqueOrThrow({ where: { id: like.meetingId }, include: { invitees: true } });
  const request = await deps.db.mbeRequest.findUniqueOrThrow({ where: { id: like.requestId } });
  const { typed: _, ...sent } = request;
  const reference = `MBE-${requestId}`;
  await deps.db.$transaction([
    deps.db.mbeRequest.create({ data: { ...sent, id: requestId, reference } }),
    deps.db.meeting.create({
      data: {
        ...{
          id: meetingId,
          requestId,
          transactionId,
          kind,
          state,
          lengthMinutes,
          purposeCategory,
          createdAt,
          updatedAt,
        },
      },
    }),
    deps.db.invitee.createMany({
      data: invitees.map(({ answeredBy: __, ...invitee }) => ({ ...invitee, id: deps.newId(), meetingId })),
    }),
  ]);
  return { ...like, meetingId, requestId, reference };
}

async function openStage(deps: SequenceDeps, draw: Drawing, seed: number, arranged: ArrangedMeeting): Promise<Stage> {
  const { clock } = deps;
  const fake = startFakeGraph({ ...ACCOUNT, secret: SECRET, clock, seed, joinUrlDelayMs: draw.oneOf([0, 0, 90_000]) });
  fake.addMailbox(MAILBOX);
  const graph = openGraph(
    {
      ...ACCOUNT,
      credential: { kind: 'secret', secret: SECRET },
      authority: fake.authority,
      graphUrl: fake.graphUrl,
    },
    {
      fetch: fake.fetch,
      clock,
      log: silentLog,
      pause: async (milliseconds) => clock.moveBy(milliseconds),
    },
  );
  const report: SequenceReport = { steps: [], faults: 0, ended: '' };
  fake.faults.plan((request) => {
    if (!draw.chance(0.3)) return null;
    const fault = faultFor(draw, clock.now(), request);
    report.faults += 1;
    report.steps.push(`    ${request.method} meets ${JSON.stringify(fault)}`);
    return fault;
  });
  const whole = graphCalendar(deps, { graph, mailbox: MAILBOX, cancelledComment: 'This meeting is cancelled.' });
  const calendar = killedNowAndThen(whole, () => {
    const killed = !quiet.has(fake) && draw.chance(0.1);
    if (killed) report.steps.push('    killed');
    return killed;
  });
  return { deps, draw, fake, calendar, arranged, report };
}

function eventOf({ fake }: Stage): EventInCalendar | undefined {
  return fake.events(MAILBOX)[0];
}

const jobs = {
  sync: async ({ deps, calendar, arranged }: Stage) => {
    const eventTexts = sharedEventTexts(null);
    granted(
      await syncCalendar({ ...deps, calendar, eventTexts }, { actor: theService, meetingId: arranged.meetingId }),
    );
  },
  follow: async ({ deps, calendar, arranged }: Stage) => {
    granted(await followCalendar({ ...deps, calendar }, { actor: theService, meetingId: arranged.meetingId }));
  },
};

/** Runs a job as the queue does: it may fail, and is tried again some other time. */
async function tryJob(stage: Stage, name: keyof typeof jobs): Promise<void> {
  try {
    await jobs[name](stage);
    stage.report.steps.push(`  ${name}: done`);
  } catch (fault) {
    stage.report.steps.push(`  ${name}: ${fault instanceof Error ? `${fault.name} ${fault.message}` : 'failed'}`);
  }
}

const someTime = (draw: Drawing) => ({ day: draw.oneOf(DAYS), at: draw.oneOf(TIMES) });

/** What people do, in Roundtable and in Outlook. Each answers what it did, or null where it cannot be done now. */
function stateOf({ db }: SequenceDeps, { meetingId: id }: ArrangedMeeting) {
  return db.meeting.findUniqueOrThrow({ where: { id }, select: { state: true, version: true } });
}

type Deed = (stage: Stage) => Promise<string | null>;

const bookOrMove: Deed = async ({ deps, arranged, draw }) => {
  const { state, version } = await stateOf(deps, arranged);
  if (state === 'being-arranged') {
    const time = someTime(draw);
    await book(deps, arranged, time);
    return `book ${time.day} ${time.at}`;
  }
  if (state !== 'booked') return null;
  const time = someTime(draw);
  const press = deps.newId();
  const input = { actor: arranged.coordinator, meetingId: arranged.meetingId, version, time, press };
  const moved = await rescheduleMeeting(deps, input);
  return moved.ok ? `move to ${time.day} ${time.at}` : null;
};

const deeds: readonly Deed[] = [
  bookOrMove,
  async ({ deps, arranged, draw }) => {
    const { state, version } = await stateOf(deps, arranged);
    if (state !== 'booked' || !draw.chance(0.4)) return null;
    const why = { cancelReason: 'too-few', note: 'Off', next: 'end-request' as const };
    const press = deps.newId();
    granted(
      await cancelMeeting(deps, {
        actor: arranged.coordinator,
        meetingId: arranged.meetingId,
        version,
        ...why,
        press,
      }),
    );
    return 'cancel';
  },
  async (stage) => {
    const event = eventOf(stage);
    if (!event || event.attendees.length === 0) return null;
    const { address } = stage.draw.oneOf(event.attendees);
    const response = stage.draw.oneOf(['accepted', 'tentativelyAccepted', 'declined'] as const);
    stage.fake.answer(MAILBOX, event.id, address, response);
    return `${address.split('@')[0]} answers ${response}`;
  },
  async (stage) => {
    const event = eventOf(stage);
    if (!event || !stage.draw.chance(0.3)) return null;
    const start = new Date(event.start.getTime() + (1 + stage.draw.below(6)) * 3_600_000);
    stage.fake.editEvent(MAILBOX, event.id, { start });
    return `moved in Outlook to ${start.toISOString()}`;
  },
  async (stage) => {
    const event = eventOf(stage);
    if (!event || !stage.draw.chance(0.12)) return null;
    stage.fake.deleteEvent(MAILBOX, event.id);
    return 'deleted in Outlook';
  },
];

/** The jobs that the service itself would run again until there is nothing left to do. */
async function comeToRest(stage: Stage): Promise<void> {
  const { deps, fake, arranged, report } = stage;
  fake.faults.clear();
  quiet.add(fake);
  report.steps.push('  nothing goes wrong any more');
  let before: number | undefined = (await stateOf(deps, arranged)).version;
  for (let round = 0; round < 6; round += 1) {
    // As late as the queue, or whoever picks up what it has given up, would come.
    deps.clock.moveBy(20 * 60_000);
    await jobs.sync(stage);
    await jobs.follow(stage);
    const meeting = await readMeeting(deps, arranged.meetingId);
    // In step, and the last look at the event has changed nothing here; a link that comes late is found by the poll.
    const isInStep = meeting !== null && calendarStep(meeting.rows) === 'nothing' && meeting.view.version === before;
    if (isInStep && (meeting.view.state !== 'booked' || meeting.rows.joinUrl !== null)) return;
    before = meeting?.view.version;
  }
  throw new Error('The calendar is still not in step');
}

function demand(isSo: boolean, rule: string): void {
  if (!isSo) throw new Error(rule);
}

const IN_RECORD: Record<string, string> = {
  accepted: 'accepted',
  tentativelyAccepted: 'tentative',
  declined: 'declined',
};

/** What has to hold once everything has come to rest. */
async function check({ deps, fake, arranged, report }: Stage): Promise<void> {
  const meeting = await deps.db.meeting.findUniqueOrThrow({
    where: { id: arranged.meetingId },
    include: { invitees: true },
  });
  const events = fake.events(MAILBOX);
  report.ended = meeting.state;
  demand(fake.refusals().length === 0, `Graph refused ${JSON.stringify(fake.refusals()[0])}`);
  const rewritten = fake.log.some(
    ({ method, body }) => method === 'PATCH' && typeof body === 'object' && body !== null && 'body' in body,
  );
  demand(!rewritten, 'The text of an event was replaced');
  if (meeting.state !== 'booked') return demand(events.length === 0, `A ${meeting.state} meeting has an event`);
  const [event, ...more] = events;
  demand(event !== undefined, 'A live meeting has no event');
  demand(more.length === 0, `A live meeting has ${events.length} events`);
  if (event === undefined) return;
  // One that was deleted in Outlook before anybody here knew of it is made again, under an id that follows from the first.
  demand(event.transactionId?.startsWith(meeting.transactionId) === true, 'The event is another meeting’s');
  demand(event.id === meeting.calendarEventId, 'Another event is noted');
  demand(
    event.start.getTime() === meeting.startsAt?.getTime() && event.end.getTime() === meeting.endsAt?.getTime(),
    `The event is at ${event.start.toISOString()}, the meeting at ${meeting.startsAt?.toISOString()}`,
  );
  demand(meeting.joinUrl === event.joinUrl, 'The join link is not known');
  for (const { address, response } of event.attendees) {
    const known = meeting.invitees.filter(({ email }) => email?.toLowerCase() === address.toLowerCase());
    const wanted = IN_RECORD[response] ?? null;
    demand(
      known.every((invitee) => invitee.response === wanted),
      `${address} answered ${response}, and ${known.map((one) => one.response)} is on record`,
    );
  }
}

/**
 * One random sequence of booking, moving, cancelling, answering, and of what people do in Outlook, with the service's jobs
 * in between, while Graph fails in every way it can and the process is killed now and then.
 *
 * @param like a meeting that is being arranged, which stays as it is
 * @throws Error naming the seed, the rule that was broken, and every step
 */
export async function runSequence(deps: SequenceDeps, seed: number, like: ArrangedMeeting): Promise<SequenceReport> {
  const draw = drawing(seed);
  const stage = await openStage(deps, draw, seed, await another(deps, like));
  const { report } = stage;
  try {
    for (let step = 0, most = 3 + draw.below(6); step < most; step += 1) {
      deps.clock.moveBy((1 + draw.below(120)) * 1000);
      const did = await (step === 0 ? bookOrMove : draw.oneOf(deeds))(stage);
      if (did !== null) report.steps.push(did);
      if (draw.chance(0.6)) await tryJob(stage, draw.oneOf(['sync', 'sync', 'follow'] as const));
    }
    await comeToRest(stage);
    await check(stage);
    return report;
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new Error(`Seed ${seed}: ${why}\n${report.steps.join('\n')}`, { cause: fault });
  }
}
