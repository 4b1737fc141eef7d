import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enums, shapes } from '../../support/fake-graph/shapes.ts';
import { at, EVENTS, meeting, world } from './fake-world.ts';

const DSR = '/users/dsr@example.org';
const FIXED = { prefer: 'IdType="ImmutableId"' };

const primitives: Record<string, fc.Arbitrary<unknown>> = {
  string: fc.oneof(fc.string(), fc.constantFrom('ann@example.org', '2027-01-19T10:00:00', 'UTC', 'inbox')),
  boolean: fc.boolean(),
  int32: fc.integer(),
  binary: fc.constantFrom('', 'aGVsbG8='),
  instant: fc.constantFrom('2027-01-19T10:00:00Z', '2027-01-19T10:00:00.0000000Z'),
};

/** Values of a type of Graph, three levels deep; now and then null, or something else altogether. */
function valuesOf(written: string, depth = 3): fc.Arbitrary<unknown> {
  const type = written.replace(/!$/, '');
  const odd = fc.oneof(fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
  if (type.endsWith('[]')) {
    return fc.oneof({ weight: 9, arbitrary: fc.array(valuesOf(type.slice(0, -2), depth), { maxLength: 3 }) }, odd);
  }
  if (type === 'dateTimeTimeZone')
    return fc.oneof({ weight: 5, arbitrary: fc.constant(at('2027-01-19T10:00:00')) }, odd);
  const values = enums[type];
  if (values !== undefined) return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...values) }, odd);
  const primitive = primitives[type];
  if (primitive !== undefined) return fc.oneof({ weight: 9, arbitrary: primitive }, odd);
  return depth === 0 ? odd : bodiesOf(type, depth - 1);
}

function bodiesOf(type: string, depth = 3): fc.Arbitrary<Record<string, unknown>> {
  const shape = shapes[type] ?? { properties: {} };
  const writable = Object.entries(shape.properties).filter(([name]) => !shape.readOnly?.includes(name));
  const parts = Object.fromEntries(writable.map(([name, written]) => [name, valuesOf(written, depth)]));
  return fc.record(parts, { requiredKeys: shape.required ? [...shape.required] : [] });
}

const asked: [method: string, path: string, type: string][] = [
  ['POST', EVENTS, 'event'],
  ['PATCH', `${EVENTS}/{event}`, 'event'],
  ['POST', `${EVENTS}/{event}/cancel`, 'cancel'],
  ['POST', `${DSR}/calendar/getSchedule`, 'getSchedule'],
  ['POST', `${DSR}/sendMail`, 'sendMail'],
  ['PATCH', `${DSR}/messages/{message}`, 'message'],
  ['POST', `${DSR}/messages/{message}/move`, 'move'],
  ['POST', `${DSR}/mailFolders`, 'mailFolder'],
  ['POST', '/subscriptions', 'subscription'],
];

test.each(asked)(
  'whatever is sent with %s %s is carried out or refused, and can be read afterwards',
  async (method, path, type) => {
    await fc.assert(
      fc.asyncProperty(bodiesOf(type), async (body) => {
        const { fake, ask } = await world({ callBack: async () => new Response('no') });
        const { body: event } = await ask('POST', EVENTS, meeting);
        const { immutableId } = fake.inbox.receive('dsr@example.org', 'Subject: one\r\n\r\nHello');
        const filled = path.replace('{event}', String(event.id)).replace('{message}', immutableId);
        const { status } = await ask(method, filled, body, FIXED);
        expect([200, 201, 202, 400, 403, 404, 409, 413]).toContain(status);
        expect((await ask('GET', `${EVENTS}?$top=50`)).status).toBe(200);
        expect((await ask('GET', `${DSR}/messages`, undefined, FIXED)).status).toBe(200);
        expect((await ask('POST', `${DSR}/calendar/getSchedule`, schedule)).status).toBe(200);
        expect(fake.events('dsr@example.org').length).toBeLessThanOrEqual(2);
      }),
      { seed: 5, numRuns: 60 },
    );
  },
);

const schedule = {
  schedules: ['dsr@example.org'],
  startTime: at('2027-01-18T00:00:00'),
  endTime: at('2027-01-23T00:00:00'),
};
