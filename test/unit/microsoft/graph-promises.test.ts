import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GraphFault, type GraphRequest } from '../../../services/microsoft/port.ts';
import type { Fault } from '../../support/fake-graph/faults.ts';
import { asked, startTenant } from '../../support/graph-account.ts';

const DSR = 'dsr@example.org';
const EVENTS = `/users/${DSR}/events`;

const retryAfter = fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined });
const when = fc.constantFrom('before' as const, 'after' as const);
const afterwards = fc.constantFrom(500, 502, 504);
const aFault: fc.Arbitrary<Fault | null> = fc.oneof(
  fc.constant(null),
  fc.constantFrom<Fault[]>({ kind: 'no-connection' }, { kind: 'malformed' }, { kind: 'unauthorised' }),
  fc.record({ kind: fc.constantFrom('reset' as const, 'timeout' as const), when }),
  fc.record({ kind: fc.constant('status' as const), status: afterwards, when }),
  fc
    .record({ status: fc.constantFrom(400, 403, 404, 409, 412, 429, 500, 502, 503, 504), retryAfter })
    .map(({ status, retryAfter: seconds }) => ({
      ...{ kind: 'status' as const, status, when: 'before' as const },
      ...(seconds === undefined ? {} : { retryAfter: seconds }),
    })),
);

/** What a fault says for certain about whether the call was carried out. */
const NEVER_DONE = new Set(['away', 'too-many', 'refused', 'not-found', 'conflict']);

const create = (n: number, transactionId: string | null): GraphRequest => ({
  ...{ method: 'POST', path: EVENTS, mailbox: DSR, repeatable: transactionId !== null },
  body: {
    subject: `MBE-2027-${n}`,
    start: { dateTime: '2027-01-20T10:00:00', timeZone: 'UTC' },
    end: { dateTime: '2027-01-20T11:00:00', timeZone: 'UTC' },
    ...(transactionId === null ? {} : { transactionId }),
  },
});

describe('Whatever goes wrong', () => {
  test('what may not be repeated is done at most once, and a fault that says “not done” tells the truth', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aFault, { maxLength: 12 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
        async (faults, calls) => {
          const { clock, fake, graph } = startTenant();
          fake.addMailbox(DSR);
          let met = 0;
          fake.faults.plan(({ path }) => (/events/.test(path) ? (faults[met++] ?? null) : null));
          for (const [n, repeatable] of calls.entries()) {
            const done = () => fake.events(DSR).filter(({ subject }) => subject === `MBE-2027-${n}`).length;
            const answer = await graph
              .ask(create(n, repeatable ? `transaction ${n}` : null))
              .catch((fault: unknown) => fault);
            expect(done()).toBeLessThanOrEqual(1);
            if (!(answer instanceof Error)) expect(done()).toBe(1);
            else {
              expect(answer).toBeInstanceOf(GraphFault);
              // A repeat may meet a no after the first try has done the work: that is for its transactionId to settle.
              const { kind } = answer as GraphFault;
              const certain = kind === 'away' || kind === 'too-many' || (NEVER_DONE.has(kind) && !repeatable);
              if (certain) expect(done()).toBe(0);
            }
            clock.moveBy(61_000);
          }
          expect(asked(fake, /events/)).toBeLessThanOrEqual(calls.length * 3 + faults.length);
        },
      ),
      { seed: 20_270_112, numRuns: 400 },
    );
  });

  test('once nothing goes wrong any more, every call is answered within two minutes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aFault, { minLength: 5, maxLength: 40 }), async (faults) => {
        const { clock, fake, graph } = startTenant();
        fake.addMailbox(DSR);
        for (const fault of faults) {
          if (fault !== null) fake.faults.next({ path: /events/ }, fault);
          await graph.ask(create(0, null)).catch(() => {});
          clock.moveBy(1_000);
        }
        fake.faults.clear();
        clock.moveBy(120_000);
        expect((await graph.ask(create(1, 'the last'))).status).toBe(201);
      }),
      { seed: 20_270_113, numRuns: 60 },
    );
  });
});
