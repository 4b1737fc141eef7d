import { ReadableStream } from 'node:stream/web';
import { describe, expect, test } from 'vitest';
import { openGraph } from '../../../services/microsoft/graph-client.ts';
import { MissingPermission } from '../../../services/microsoft/missing-permission.ts';
import { type Graph, type GraphAnswer, GraphFault, type GraphRequest } from '../../../services/microsoft/port.ts';
import { systemClock } from '../../../services/platform/time.ts';
import type { Fault } from '../../support/fake-graph/faults.ts';
import { accountOf, asked, recordingLog, startTenant } from '../../support/graph-account.ts';

const DSR = 'dsr@example.org';
const EVENTS = `/users/${DSR}/events`;

function start(...how: Parameters<typeof startTenant>) {
  const tenant = startTenant(...how);
  tenant.fake.addMailbox(DSR);
  return tenant;
}

const event = (transactionId?: string) => ({
  subject: 'MBE-2027-0001',
  start: { dateTime: '2027-01-20T10:00:00', timeZone: 'UTC' },
  end: { dateTime: '2027-01-20T11:00:00', timeZone: 'UTC' },
  ...(transactionId === undefined ? {} : { transactionId }),
});
const create = (transactionId?: string): GraphRequest => ({
  ...{ method: 'POST', path: EVENTS, body: event(transactionId), mailbox: DSR },
  repeatable: transactionId !== undefined,
});
const read = (id: string): GraphRequest => ({ method: 'GET', path: `${EVENTS}/${id}`, mailbox: DSR, repeatable: true });
const idOf = (answer: GraphAnswer): string => (answer.body as { id: string }).id;

/** A client whose every call is answered so. */
function answering(answer: (init: RequestInit) => Response, log = recordingLog()): Graph {
  const { fake } = start();
  const answered: typeof fetch = async (input, init) =>
    String(input).startsWith(fake.authority) ? fake.fetch(input, init) : answer(init ?? {});
  return openGraph(accountOf(fake), { fetch: answered, clock: systemClock, log, pause: async () => {} });
}

async function faultOf(work: Promise<unknown>): Promise<GraphFault> {
  const thrown = await work.then(
    () => null,
    (fault: unknown) => fault,
  );
  expect(thrown).toBeInstanceOf(GraphFault);
  return thrown as GraphFault;
}

const on = (path: RegExp) => ({ path });

/** Asks while every call meets this fault, and counts the tries. */
async function meeting(fault: Fault, request: GraphRequest) {
  const tenant = start();
  tenant.fake.faults.next(on(/events/), fault, 99);
  const thrown = await faultOf(tenant.graph.ask(request));
  return { ...tenant, thrown, tries: asked(tenant.fake, /events/) };
}

describe('A call to Graph', () => {
  test('is answered with status, headers and body', async () => {
    const { fake, graph } = start();
    const made = await graph.ask(create('one'));
    expect(made.status).toBe(201);
    expect(made.headers.get('content-type')).toContain('application/json');
    expect((await graph.ask(read(idOf(made)))).body).toMatchObject({ subject: 'MBE-2027-0001' });
    const gone = await graph.ask({ method: 'DELETE', path: `${EVENTS}/${idOf(made)}`, repeatable: true });
    expect([gone.status, gone.body]).toEqual([204, undefined]);
    expect(fake.refusals()).toEqual([]);
  });

  test('takes a whole link that Graph gave, and no link that leads elsewhere', async () => {
    const { fake, graph } = start();
    const id = idOf(await graph.ask(create('one')));
    const link = `${fake.graphUrl}/v1.0${EVENTS}/${id}?$select=subject`;
    expect((await graph.ask({ ...read(id), path: link })).body).toMatchObject({ subject: 'MBE-2027-0001' });
    for (const path of [
      'https://graph.example.net/v1.0/users',
      '//graph.example.net/v1.0/users',
      'http://graph.fake-graph.example.org/v1.0/users',
      'https://graph.fake-graph.example.org@example.net/v1.0/users',
      'users',
    ]) {
      const fault = await faultOf(graph.ask({ method: 'GET', path, repeatable: true }));
      expect([fault.kind, fault.code]).toEqual(['refused', 'not-a-graph-link']);
    }
    expect(asked(fake, /example\.net/)).toBe(0);
  });

  test('is not sent on by a redirect, which would carry the token along', async () => {
    const seen: RequestInit[] = [];
    const graph = answering((init) => {
      seen.push(init);
      return new Response(null, { status: 302, headers: { location: 'https://example.net/' } });
    });
    const fault = await faultOf(graph.ask(read('x')));
    expect([fault.kind, fault.status]).toEqual(['refused', 302]);
    expect(seen.map(({ redirect }) => redirect)).toEqual(['manual']);
  });

  test('that brings more than can be kept in memory is refused', async () => {
    const graph = answering(() => {
      const parts = Array.from({ length: 41 }, () => new Uint8Array(1024 * 1024));
      return new Response(ReadableStream.from(parts));
    });
    const fault = await faultOf(graph.ask({ ...read('x'), answer: 'bytes' }));
    expect([fault.kind, fault.code]).toEqual(['refused', 'too-large']);
  });
});

describe('A token that Graph refuses', () => {
  test('is replaced once, for reading and for writing', async () => {
    const { fake, graph } = start();
    await graph.ask(create('one'));
    fake.faults.next(on(/events/), { kind: 'unauthorised' });
    expect((await graph.ask(create())).status).toBe(201);
    expect(asked(fake, /token$/)).toBe(2);
    expect(fake.events(DSR)).toHaveLength(2);
  });

  test('is a missing right where the fresh one is refused too', async () => {
    const { thrown, tries } = await meeting({ kind: 'unauthorised' }, read('x'));
    expect([thrown.kind, thrown.status, tries]).toEqual(['not-allowed', 401, 2]);
  });

  test('that ran out is replaced before it is used', async () => {
    const { clock, fake, graph } = start();
    await graph.ask(create('one'));
    clock.moveBy(60 * 60_000);
    await graph.ask(create('two'));
    expect(fake.log.filter(({ status }) => status === 401)).toEqual([]);
    expect(asked(fake, /token$/)).toBe(2);
  });
});

describe('Graph says no', () => {
  test('and the fault says what kind of no it is, with Graph’s code', async () => {
    for (const [status, kind] of [
      [400, 'refused'],
      [403, 'not-allowed'],
      [404, 'not-found'],
      [409, 'conflict'],
      [410, 'not-found'],
      [412, 'changed'],
      [413, 'refused'],
      [423, 'refused'],
    ] as const) {
      const { thrown, tries } = await meeting({ kind: 'status', status, code: 'ErrorOfATest' }, read('x'));
      expect([thrown.kind, thrown.status, thrown.code, tries]).toEqual([kind, status, 'ErrorOfATest', 1]);
    }
  });

  test('and a transactionId that was used before is a conflict, by 400 as by 409', async () => {
    for (const status of [400, 409]) {
      const { thrown } = await meeting({ kind: 'status', status, code: 'ErrorDuplicateTransactionId' }, create('one'));
      expect([thrown.kind, thrown.status]).toEqual(['conflict', status]);
    }
  });

  test('and a missing permission is named', async () => {
    const { fake, graph, log } = start({ permissions: ['Mail.Send'] });
    const fault = await faultOf(graph.ask(create('one')));
    expect(fault).toBeInstanceOf(MissingPermission);
    expect(fault.message).toBe('not-allowed 403 ErrorAccessDenied: Calendars.ReadWrite is needed');
    expect(log.lines.at(-1)).toMatchObject({ event: 'graph-fault', permission: 'Calendars.ReadWrite', status: 403 });
    for (const [path, permission] of [
      [`/users/${DSR}/mailFolders/inbox/messages/delta`, 'Mail.ReadWrite'],
      ['/groups/11111111-2222-4333-8444-555555555555/transitiveMembers', 'GroupMember.Read.All'],
      ['/users?$top=1', 'User.Read.All'],
    ] as const) {
      fake.faults.next(() => true, { kind: 'status', status: 403 });
      const missing = (await faultOf(graph.ask({ method: 'GET', path, repeatable: true }))) as MissingPermission;
      expect(missing.permission).toBe(permission);
    }
  });

  test('and what was granted since is noticed within minutes', async () => {
    const { clock, fake, graph } = start({ permissions: ['Mail.Send'] });
    await faultOf(graph.ask(create('one')));
    fake.permissions.add('Calendars.ReadWrite');
    fake.faults.next(on(/events/), { kind: 'status', status: 403 });
    clock.moveBy(5 * 60_000);
    await faultOf(graph.ask(create('one')));
    await graph.ask(create('one'));
    expect(asked(fake, /token$/)).toBe(2);
  });

  test('and a mailbox that is out of bounds is told apart from a permission that is missing', async () => {
    const { fake, graph } = start();
    fake.addMailbox('other@example.org', { outsideScope: true });
    const path = '/users/other@example.org/events/x';
    const fault = await faultOf(graph.ask({ method: 'GET', path, repeatable: true }));
    expect(fault.message).toContain('Calendars.ReadWrite is granted, but does not reach this');
  });

  test('and nothing of what it says is repeated but a code and the name of a permission', async () => {
    for (const [body, status, words] of [
      [{ error: { code: 'Bad code <b>', message: 'Ada Example, ada@example.org' } }, 400, 'refused 400 no-code'],
      [{ error: { code: 'ErrorItem', message: 'Ada Example, ada@example.org' } }, 400, 'refused 400 ErrorItem'],
      [{ error: { code: 'Ada Example' } }, 500, 'unclear 500 no-code'],
      ['Ada Example', 404, 'not-found 404 no-code'],
      [
        { error: { code: 'Forbidden', message: "API requires one of 'Chat.Read.All, Chat.ReadWrite.All'. Ada" } },
        ...([403, 'not-allowed 403 Forbidden: Chat.Read.All is needed'] as const),
      ],
      [
        { error: { code: 'Forbidden', message: "API requires one of 'Ada Example'." } },
        ...([403, 'not-allowed 403 Forbidden: Calendars.ReadWrite is granted, but does not reach this'] as const),
      ],
    ] as const) {
      const log = recordingLog();
      const fault = await faultOf(answering(() => Response.json(body, { status }), log).ask(create()));
      expect(fault.message).toBe(words);
      expect(JSON.stringify(log.lines)).not.toMatch(/example\.org|Ada|MBE-/);
    }
  });
});

describe('Graph asks to wait', () => {
  test('and a short wait is kept to, in both forms, also for what may not be repeated', async () => {
    for (const [retryAfter, wait] of [
      [7, 7_000],
      [new Date('2027-01-12T09:30:05Z'), 5_000],
    ] as const) {
      const { fake, graph, waits } = start();
      fake.faults.next(on(/events/), { kind: 'status', status: 429, retryAfter });
      expect((await graph.ask(create())).status).toBe(201);
      expect(waits).toEqual([wait]);
      expect(fake.events(DSR)).toHaveLength(1);
    }
  });

  test('and a long wait is handed to whoever asked; until it is over nobody asks that mailbox', async () => {
    const { clock, fake, graph } = start();
    fake.addMailbox('other@example.org');
    fake.faults.next(on(/events/), { kind: 'status', status: 429, retryAfter: 120 });
    const first = await faultOf(graph.ask(create()));
    expect([first.kind, first.retryAfterSeconds]).toEqual(['too-many', 120]);
    clock.moveBy(100_000);
    const second = await faultOf(graph.ask(create()));
    expect([second.kind, second.code, second.retryAfterSeconds]).toEqual(['too-many', 'held-back', 20]);
    for (let n = 0; n < 50; n += 1) await faultOf(graph.ask(create()));
    expect(asked(fake, /events/)).toBe(1);
    const elsewhere = { ...create(), path: '/users/other@example.org/events', mailbox: 'other@example.org' };
    expect((await graph.ask(elsewhere)).status).toBe(201);
    clock.moveBy(20_000);
    expect((await graph.ask(create())).status).toBe(201);
  });

  test('without saying how long, and waits grow', async () => {
    const { thrown, tries, waits } = await meeting({ kind: 'status', status: 429 }, create());
    expect([thrown.kind, tries, waits]).toEqual(['too-many', 3, [1_000, 3_000]]);
  });

  test('with 503 and a time to come back: that was certainly not carried out', async () => {
    const { fake, graph } = start();
    fake.faults.next(on(/events/), { kind: 'status', status: 503, retryAfter: 3 });
    expect((await graph.ask(create())).status).toBe(201);
    fake.faults.next(on(/events/), { kind: 'status', status: 503, retryAfter: 60 });
    expect((await faultOf(graph.ask(create()))).kind).toBe('too-many');
  });
});

describe('A call whose end is unclear', () => {
  const unclear: [string, Fault, number | null, string][] = [
    ['500', { kind: 'status', status: 500 }, 500, 'ErrorInternalServerError'],
    ['502 after the work', { kind: 'status', status: 502, when: 'after' }, 502, 'BadGateway'],
    ['503 without a time', { kind: 'status', status: 503 }, 503, 'ServiceUnavailable'],
    ['a reset before the work', { kind: 'reset', when: 'before' }, null, 'ECONNRESET'],
    ['a reset after the work', { kind: 'reset', when: 'after' }, null, 'ECONNRESET'],
    ['a time-out', { kind: 'timeout', when: 'before' }, null, 'timeout'],
    ['a time-out after the work', { kind: 'timeout', when: 'after' }, null, 'timeout'],
    ['half an answer', { kind: 'malformed' }, 201, 'unreadable-answer'],
  ];

  test.each(unclear)('by %s is not repeated where that could do it twice', async (_what, fault, status, code) => {
    const { fake, thrown, tries } = await meeting(fault, create());
    expect([thrown.kind, thrown.status, thrown.code, tries]).toEqual(['unclear', status, code, 1]);
    expect(fake.events(DSR).length).toBeLessThanOrEqual(1);
  });

  test.each(unclear)('by %s is repeated where that does the same once', async (_what, fault) => {
    const { fake, graph } = start();
    fake.faults.next(on(/events/), fault, 2);
    expect((await graph.ask(create('one'))).status).toBe(201);
    expect(asked(fake, /events/)).toBe(3);
    expect(fake.events(DSR)).toHaveLength(1);
  });

  test('is given up after three tries', async () => {
    const { thrown, tries, waits } = await meeting({ kind: 'status', status: 500 }, create('one'));
    expect([thrown.kind, tries, waits]).toEqual(['unclear', 3, [1_000, 3_000]]);
  });

  test('stays unclear whatever a later try meets that was not carried out', async () => {
    for (const later of [
      { kind: 'no-connection' },
      { kind: 'status', status: 429, retryAfter: 90 },
      { kind: 'status', status: 412 },
    ] as const) {
      const { fake, graph } = start();
      fake.faults.next(on(/events/), { kind: 'reset', when: 'after' });
      fake.faults.next(on(/events/), later, 9);
      expect((await faultOf(graph.ask(create('one')))).kind).toBe('unclear');
      expect(fake.events(DSR)).toHaveLength(1);
    }
  });

  test('is cut off by ourselves where no answer comes, and nothing hangs on it', async () => {
    const { fake, graph } = start();
    fake.faults.next(on(/events/), { kind: 'timeout', when: 'before', hangs: true });
    const fault = await faultOf(graph.ask(create()));
    expect([fault.kind, fault.code]).toEqual(['unclear', 'timeout']);
  });
});

describe('A call that reaches nobody', () => {
  test('is away: certainly not carried out, and tried again whatever it is', async () => {
    const { thrown, tries } = await meeting({ kind: 'no-connection' }, create());
    expect([thrown.kind, thrown.code, tries]).toEqual(['away', 'ECONNREFUSED', 3]);
    const { fake, graph } = start();
    fake.faults.next(on(/events/), { kind: 'no-connection' });
    expect((await graph.ask(create())).status).toBe(201);
  });

  test('is away where no token can be had', async () => {
    const { fake, graph, log } = start();
    fake.faults.plan(({ url }) => (/token$/.test(url.pathname) ? { kind: 'no-connection' } : null));
    const fault = await faultOf(graph.ask(create()));
    expect(log.lines).toContainEqual({
      ...{ level: 'warn', event: 'sign-in-failed', code: 'token-ECONNREFUSED', status: null },
    });
    expect([fault.kind, fault.code]).toEqual(['away', 'token-ECONNREFUSED']);
    expect(asked(fake, /events/)).toBe(0);
  });
});

describe('While Graph is away', () => {
  async function bring(graph: Graph, times: number) {
    for (let n = 0; n < times; n += 1) await faultOf(graph.ask(create()));
  }

  test('calls fail at once after six that came to nothing, and one call tries again later', async () => {
    const { clock, fake, graph, log } = start();
    fake.faults.plan(({ path }) => (/events/.test(path) ? { kind: 'reset', when: 'before' } : null));
    await bring(graph, 6);
    expect(log.lines.filter(({ event }) => event === 'graph-away')).toHaveLength(1);
    await bring(graph, 100);
    expect(asked(fake, /events/)).toBe(6);
    const fault = await faultOf(graph.ask(create()));
    expect([fault.kind, fault.code]).toEqual(['away', 'known-to-be-away']);
    clock.moveBy(15_000);
    await bring(graph, 100);
    expect(asked(fake, /events/)).toBe(7);
    // The break grows, to two minutes at most.
    clock.moveBy(15_000);
    await bring(graph, 10);
    expect(asked(fake, /events/)).toBe(7);
    clock.moveBy(15_000);
    await bring(graph, 10);
    expect(asked(fake, /events/)).toBe(8);
    for (let n = 0; n < 20; n += 1) {
      clock.moveBy(120_000);
      await bring(graph, 3);
    }
    expect(asked(fake, /events/)).toBe(28);
  });

  test('and is back, everything goes on', async () => {
    const { clock, fake, graph, log } = start();
    fake.faults.plan(({ path }) => (/events/.test(path) ? { kind: 'status', status: 500 } : null));
    await bring(graph, 8);
    fake.faults.clear();
    clock.moveBy(15_000);
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => graph.ask(create(`after ${n}`))));
    expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(log.lines.filter(({ event }) => event === 'graph-back')).toHaveLength(1);
  });

  test('in one mailbox, the others are served', async () => {
    const { fake, graph } = start();
    fake.addMailbox('other@example.org');
    fake.faults.plan(({ mailbox }) => (mailbox === DSR ? { kind: 'status', status: 500 } : null));
    await bring(graph, 10);
    const elsewhere = { ...create(), path: '/users/other@example.org/events', mailbox: 'other@example.org' };
    expect((await graph.ask(elsewhere)).status).toBe(201);
  });

  test('is not believed because of answers that say no', async () => {
    const { fake, graph } = start();
    for (let n = 0; n < 20; n += 1) await faultOf(graph.ask(read('nothing')));
    expect(asked(fake, /events/)).toBe(20);
    expect((await graph.ask(create('one'))).status).toBe(201);
  });
});

describe('The calls to one mailbox', () => {
  test('are four at once at most, and all of them are made', async () => {
    const { fake, graph } = start();
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        graph.ask({ ...create(`t ${n}`), mailbox: n % 2 === 0 ? DSR : DSR.toUpperCase() }),
      ),
    );
    expect(all).toHaveLength(40);
    expect(fake.events(DSR)).toHaveLength(40);
    expect(fake.log.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('that have waited half a minute for a place are not made any more: nothing was carried out', async () => {
    const { clock, fake, graph } = start();
    await graph.ask(create('first'));
    fake.faults.next(on(/events/), { kind: 'timeout', when: 'before', hangs: true }, 4);
    const four = Array.from({ length: 4 }, () => faultOf(graph.ask(create())));
    const fifth = faultOf(graph.ask(create()));
    clock.moveBy(31_000);
    const fault = await fifth;
    expect([fault.kind, fault.code, fault.retryAfterSeconds]).toEqual(['too-many', 'crowded', 10]);
    await Promise.all(four);
    expect(fake.events(DSR)).toHaveLength(1);
  });
});
