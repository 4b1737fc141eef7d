import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InviteeResponse, QuorumGroup } from '../../../services/meetings/model.ts';
import { quorumView, seatsOf } from '../../../services/meetings/quorum.ts';
import { quorumStateAfter } from '../../../services/meetings/watch-quorum.ts';

type Seated = Parameters<typeof quorumView>[1][number];

const seat = (id: string, over: Partial<Seated> = {}): Seated => ({
  ...{ id, need: 'required', standsInForId: null, response: null },
  ...over,
});

const responses = fc.constantFrom<InviteeResponse | null>('accepted', 'tentative', 'declined', null);
const needs = fc.constantFrom<'required' | 'useful'>('required', 'useful');

/** Up to eight roles with up to four stand-ins, and groups of some of the roles. */
const meetings = fc
  .array(fc.record({ need: needs, response: responses }), { minLength: 1, maxLength: 8 })
  .chain((roles) => {
    const seats = roles.map((role, at) => seat(`seat-${at}`, role));
    const standIns = fc.array(fc.record({ of: fc.nat(seats.length - 1), response: responses }), { maxLength: 4 });
    const group = fc
      .subarray(
        seats.map(({ id }) => id),
        { minLength: 1 },
      )
      .chain((ids) => fc.record({ seats: fc.constant(ids), atLeast: fc.integer({ min: 1, max: ids.length }) }));
    const groups = fc.option(fc.array(group, { minLength: 1, maxLength: 4 }));
    return fc.tuple(standIns, groups).map(([others, set]) => ({
      set,
      invitees: [
        ...seats,
        ...others.map(({ of, response }, at) => seat(`other-${at}`, { standsInForId: `seat-${of}`, response })),
      ],
    }));
  });

const ranks = { no: 0, maybe: 1, yes: 2 } as const;
const rankOf = (set: QuorumGroup[] | null, invitees: Seated[]) => ranks[quorumView(set, invitees).state];

describe('a quorum', () => {
  test('gets no worse when somebody accepts, whatever they had answered', () => {
    fc.assert(
      fc.property(meetings, fc.nat(), ({ set, invitees }, which) => {
        const at = which % invitees.length;
        const then = invitees.map((one, place) => (place === at ? { ...one, response: 'accepted' as const } : one));
        expect(rankOf(set, then)).toBeGreaterThanOrEqual(rankOf(set, invitees));
      }),
    );
  });

  test('gets no better when somebody declines', () => {
    fc.assert(
      fc.property(meetings, fc.nat(), ({ set, invitees }, which) => {
        const at = which % invitees.length;
        const then = invitees.map((one, place) => (place === at ? { ...one, response: 'declined' as const } : one));
        expect(rankOf(set, then)).toBeLessThanOrEqual(rankOf(set, invitees));
      }),
    );
  });

  test('is no worse for one more who may stand in', () => {
    fc.assert(
      fc.property(meetings, fc.nat(), responses, ({ set, invitees }, which, response) => {
        const seats = seatsOf(invitees);
        const standsInForId = seats[which % seats.length]?.id ?? null;
        const then = [...invitees, seat('one-more', { standsInForId, response })];
        expect(rankOf(set, then)).toBeGreaterThanOrEqual(rankOf(set, invitees));
      }),
    );
  });

  test('is there exactly when no group is missing', () => {
    fc.assert(
      fc.property(meetings, ({ set, invitees }) => {
        const { state, missing } = quorumView(set, invitees);
        expect(state === 'yes').toBe(missing.length === 0);
      }),
    );
  });

  test('of social care and education, one of two health teams, and the person or a parent', () => {
    const ids = ['care', 'education', 'health-1', 'health-2', 'person', 'parent'];
    const groups = [
      { seats: ['care'], atLeast: 1 },
      { seats: ['education'], atLeast: 1 },
      { seats: ['health-1', 'health-2'], atLeast: 1 },
      { seats: ['person', 'parent'], atLeast: 1 },
    ];
    const of = (accepted: string[], declined: string[] = []) =>
      quorumView(
        groups,
        ids.map((id) =>
          seat(id, { response: accepted.includes(id) ? 'accepted' : declined.includes(id) ? 'declined' : null }),
        ),
      );
    expect(of(['care', 'education', 'health-2', 'parent']).state).toBe('yes');
    expect(of(['care', 'education', 'parent'], ['health-1']).missing).toEqual([groups[2]]);
    expect(of(['care', 'education', 'parent'], ['health-1', 'health-2']).state).toBe('no');
  });

  test('counts a yes to exactly the booked time until the invitation is answered', () => {
    expect(quorumView(null, [seat('a', { saidToThisTime: 'if-need-be' })]).state).toBe('yes');
    expect(quorumView(null, [seat('a', { saidToThisTime: 'no' })]).state).toBe('no');
    expect(quorumView(null, [seat('a', { saidToThisTime: 'yes', response: 'declined' })]).state).toBe('no');
  });
});

describe('the loss of a quorum', () => {
  test('is when too few can come, or when it was there and is no longer', () => {
    expect(quorumStateAfter(null, 'maybe')).toBeNull();
    expect(quorumStateAfter(null, 'no')).toBe('lost');
    expect(quorumStateAfter('kept', 'maybe')).toBe('lost');
    expect(quorumStateAfter('kept', 'no')).toBe('lost');
  });

  test('lasts until the quorum is there again', () => {
    expect(quorumStateAfter('lost', 'maybe')).toBe('lost');
    expect(quorumStateAfter('lost', 'yes')).toBe('kept');
  });
});
