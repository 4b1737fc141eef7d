import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancelMeetingFormCard } from '../../../cards/cancel-meeting-form.card.ts';
import { type ChooseTimeFormView, chooseTimeFormCard } from '../../../cards/choose-time-form.card.ts';
import { meetingDidNotHappenFormCard } from '../../../cards/meeting-did-not-happen-form.card.ts';
import { outcomeDueCard } from '../../../cards/outcome-due.card.ts';
import { shareWithoutConsentFormCard } from '../../../cards/share-without-consent-form.card.ts';
import { todoCard } from '../../../cards/todo.card.ts';
import { todosCard } from '../../../cards/todos.card.ts';
import { todoKinds } from '../../../services/notifications/todos.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf, unfilledExpressions } from '../../support/card-rules.ts';
import { endedMeeting, meetingWithTimes, proposedTimes, sampleTodo } from '../../support/meeting-views.ts';
import { nastyText } from '../../support/nasty-text.ts';
import { bookedMeeting, SAMPLE_NOW, sampleMeeting } from '../../support/team-views.ts';

const press = '00000000-0000-4000-8000-000000000999';
const reasons = [{ code: 'too-few', label: 'Too few people can come' }];
const now = SAMPLE_NOW;
const personName = nastyText.map((name) => name.trim().slice(0, 120).trim() || 'x');

const chooseTime = (over: Partial<ChooseTimeFormView> = {}) =>
  chooseTimeFormCard({ meeting: meetingWithTimes(), purpose: 'book', typed: {}, now, press, ...over });
const choices = (card: ReturnType<typeof chooseTime>) =>
  (inputsOf(card).find((input) => input.id === 'time')?.choices ?? []) as { title: string; value: string }[];
const titles = (card: Parameters<typeof buttonsOf>[0]) => buttonsOf(card).map((button) => button.title);

describe('the cards of a meeting', () => {
  it('keep every rule of a card, whatever was typed', () => {
    fc.assert(
      fc.property(personName, nastyText, nastyText, (name, one, two) => {
        const named = { personName: name, invitees: bookedMeeting().invitees.map((invitee) => ({ ...invitee, name })) };
        const todo = sampleTodo({ invitee: { ...sampleTodo().invitee, name, otherContact: one } as never });
        const cards = [
          chooseTime({ meeting: meetingWithTimes(named), typed: { time: one, day: two, at: one } }),
          cancelMeetingFormCard({
            meeting: bookedMeeting(named),
            typed: { cancelReason: one, note: one, next: two },
            reasons,
            problems: [{ field: 'note', problem: 'too-long' }],
            press,
          }),
          meetingDidNotHappenFormCard({ meeting: endedMeeting(named), typed: { why: one }, problems: [], press }),
          shareWithoutConsentFormCard({
            meeting: bookedMeeting(named),
            typed: { reason: one, note: two, untilDay: one },
            problems: [],
            press,
          }),
          outcomeDueCard({ meeting: endedMeeting(named) }),
          todoCard({ todo, typed: { note: two }, press }),
          todosCard({ todos: Array.from({ length: 50 }, () => todo), page: 2, now }),
        ];
        expect(cards.flatMap(brokenCardRules)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('leave no expression of a template standing', () => {
    const cards = [chooseTime(), outcomeDueCard({ meeting: endedMeeting() }), todosCard({ todos: [], page: 1, now })];
    const todos = todoKinds.map((kind) =>
      todoCard({ todo: sampleTodo({ kind, invitee: null, requestId: null }), press }),
    );
    expect([...cards, ...todos].flatMap(unfilledExpressions)).toEqual([]);
  });
});

describe('choosing a time', () => {
  it('says of each time who is free, busy, or not known, and never takes unknown for free', () => {
    const said = textOf(chooseTime());
    expect(said).toContain('✓ Free: Priya Example, Owen Example');
    expect(said).toContain('✕ Busy: Owen Example');
    expect(said).toContain('? Not known: Ms Example, Dr Mina Example, Jamie Example');
    expect(said).not.toMatch(/Free:[^\n]*Ms Example/);
  });

  it('offers every time that was found and one of their own', () => {
    expect(choices(chooseTime()).map(({ value }) => value)).toEqual([...proposedTimes.map(({ id }) => id), 'typed']);
  });

  it('says that it is still looking, and offers to look again', () => {
    const card = chooseTime({ meeting: sampleMeeting() });
    expect(textOf(card)).toContain('Still looking for times');
    expect(titles(card)).toEqual(['Refresh', 'Book this time', 'Back']);
    expect(choices(card)).toEqual([]);
  });

  it('does not offer a time that has passed, or the one the meeting is at', () => {
    const later = chooseTime({ now: new Date('2027-01-15T15:00:00Z') });
    expect(choices(later).map(({ value }) => value)).toEqual([proposedTimes[2]?.id, proposedTimes[3]?.id, 'typed']);
    const startsAt = proposedTimes[0]?.startsAt ?? null;
    const moved = chooseTime({ purpose: 'reschedule', meeting: bookedMeeting({ proposedTimes, startsAt }) });
    expect(choices(moved).map(({ value }) => value)).not.toContain(proposedTimes[0]?.id);
  });

  it('keeps what was typed when it comes back, with the error above the field it is about', () => {
    const typed = { time: 'typed', day: '2027-01-04', at: '14:30' };
    const card = chooseTime({ typed, problem: 'time-in-the-past' });
    const values = Object.fromEntries(inputsOf(card).map((input) => [input.id, input.value]));
    expect(values).toEqual(typed);
    const body = JSON.stringify(card.body);
    expect(body.indexOf('Error: This time has passed')).toBeGreaterThan(body.indexOf('"id":"time"'));
    expect(body.indexOf('Error: This time has passed')).toBeLessThan(body.indexOf('"id":"day"'));
  });

  it('holds 40 invitees with long names', () => {
    const name = 'Professor Maximiliana Featherstonehaugh-Wolverhampton the Third '.repeat(2).trim();
    const [first] = meetingWithTimes().invitees;
    const invitees = Array.from(
      { length: 40 },
      (_empty, place) => ({ ...first, id: `invitee-${place}`, name }) as never,
    );
    const ids = Array.from({ length: 40 }, (_empty, place) => `invitee-${place}`);
    const times = proposedTimes.map((time) => ({ ...time, free: [], busy: [], unknown: ids }));
    const card = chooseTime({ meeting: meetingWithTimes({ invitees, proposedTimes: times }) });
    expect(brokenCardRules(card)).toEqual([]);
    expect(textOf(card)).toMatch(/Not known: .*more|Not known: 40 people/);
  });
});

describe('ending a meeting', () => {
  it('says who is told of a cancellation only where somebody was invited', () => {
    const of = (meeting: ReturnType<typeof sampleMeeting>) =>
      textOf(cancelMeetingFormCard({ meeting, typed: {}, reasons, problems: [], press }));
    expect(of(bookedMeeting())).toContain('Everybody who was invited gets a cancellation');
    expect(of(sampleMeeting())).toContain('nobody gets a cancellation');
  });

  it('carries the version it was made on, so that a stale card changes nothing', () => {
    const card = cancelMeetingFormCard({
      ...{ meeting: bookedMeeting({ version: 7 }), typed: {}, reasons, problems: [], press },
    });
    expect(buttonsOf(card)[0]?.data).toMatchObject({ verb: 'cancel-meeting', version: 7, press });
  });
});

describe('the card for the chair', () => {
  it('offers to record the outcome once the end has passed', () => {
    expect(titles(outcomeDueCard({ meeting: endedMeeting() }))).toEqual([
      'Record the outcome',
      'It did not take place',
    ]);
  });

  it('asks for nothing once the outcome is recorded', () => {
    expect(titles(outcomeDueCard({ meeting: endedMeeting({ state: 'outcome-recorded' }) }))).toEqual(['Back']);
  });
});

describe('a to-do', () => {
  it('says what to do, for whom, and how to reach them', () => {
    const said = textOf(todoCard({ todo: sampleTodo(), press }));
    expect(said).toContain('Tell Jamie Example what was agreed');
    expect(said).toContain('01632 960 123');
  });

  it('to tell somebody of the outcome leads to what they may know, until it is done', () => {
    const titlesOf = (over: Parameters<typeof sampleTodo>[0] = {}) =>
      titles(todoCard({ todo: sampleTodo(over), press }));
    expect(titlesOf()).toContain('What they may know');
    expect(titlesOf({ kind: 'invite-by-hand' })).not.toContain('What they may know');
    expect(titlesOf({ done: { at: now, by: null, note: null } })).not.toContain('What they may know');
  });

  it('shows in a notification the reference and state alone', () => {
    expect(todoCard({ todo: sampleTodo(), press }).fallbackText).toBe('MBE-2027-0042: something to do by hand');
  });

  it('once done says who did it and how, and can’t be done again', () => {
    const done = { at: now, by: { id: 'a', name: 'Anna Example' }, note: 'Rang his key worker' };
    const card = todoCard({ todo: sampleTodo({ done }), press });
    expect(textOf(card)).toContain('Done by Anna Example');
    expect(textOf(card)).toContain('Rang his key worker');
    expect(titles(card)).toEqual(['Show request', 'All to-dos']);
    expect(inputsOf(card)).toEqual([]);
  });

  it('of which there are many are shown a page at a time', () => {
    const todos = Array.from({ length: 11 }, () => sampleTodo());
    expect(textOf(todosCard({ todos, page: 1, now }))).toContain('1 to 8 of 11 to-dos');
    expect(titles(todosCard({ todos, page: 9, now }))).toContain('Previous page');
    expect(textOf(todosCard({ todos: [], page: 1, now }))).toContain('Nothing to do.');
  });
});
