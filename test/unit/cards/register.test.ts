import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueCard } from '../../../cards/due.card.ts';
import { entryDatesCard } from '../../../cards/entry-dates.card.ts';
import { entryHistoryCard } from '../../../cards/entry-history.card.ts';
import { exportLinkCard } from '../../../cards/export-link.card.ts';
import { foundPeopleCard } from '../../../cards/found-people.card.ts';
import { personCard } from '../../../cards/person.card.ts';
import { registerCard } from '../../../cards/register.card.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { wholeRegister } from '../../../services/register/model.ts';
import { personSummary } from '../../../wording/register-person.ts';
import {
  brokenCardRules,
  buttonsOf,
  elementsOf,
  inputsOf,
  textOf,
  unfilledExpressions,
} from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import {
  sampleClock,
  sampleDue,
  sampleEntryHistory,
  samplePerson,
  sampleRegister,
} from '../../support/register-views.ts';

const policy = loadPolicy();
const humber = loadPolicy('humber');
/** Without the backslashes that keep signs from being read as Markdown. */
const said = (card: Parameters<typeof textOf>[0]) => textOf(card).replaceAll('\\', '');
const titles = (card: Parameters<typeof textOf>[0]) => buttonsOf(card).map(({ title }) => title);

describe('every card of the register', () => {
  it('keeps every rule of a card with as much as there can be, whatever was typed', () => {
    fc.assert(
      fc.property(nastyText, nastyText, (one, two) => {
        const name = one.trim() || 'x';
        const [listed] = sampleRegister().items;
        const [due] = sampleDue().items;
        const person = samplePerson();
        const [action] = person.actions;
        const [professional] = person.keyProfessionals;
        if (!listed || !due || !action || !professional) throw new Error('there is a sample');
        const times = <T>(count: number, row: T) => Array.from({ length: count }, () => row);
        const cards = [
          registerCard({
            view: sampleRegister({
              filter: { ...wholeRegister, keyProfessional: two.slice(0, 200) },
              items: times(8, { ...listed, name }),
            }),
            policy,
          }),
          dueCard({ view: sampleDue({ items: times(8, { ...due, name }) }) }),
          foundPeopleCard({
            sought: two,
            said: two || 'x',
            found: times(10, {
              entryId: person.entryId,
              reference: 'DSR-0123',
              name,
              dateOfBirth: null,
              rating: 'red' as const,
              toDay: null,
            }),
          }),
          entryDatesCard({
            subject: 'entry',
            subjectId: person.entryId,
            reference: 'DSR-0123',
            name,
            clocks: times(7, { ...sampleClock(), lastWorkingDay: '2027-01-08', overdue: true }),
          }),
          personCard({
            policy: humber,
            person: samplePerson({
              name,
              rating: { ...person.rating, why: two, decidedBy: name, recordedBy: name },
              actions: times(30, {
                ...action,
                what: name,
                who: two,
                progress: {
                  state: 'under-way' as const,
                  note: two,
                  doneOn: null,
                  answeredBy: { name, jobRole: two, phone: two },
                  by: name,
                  at: new Date(0),
                },
              }),
              meetings: times(20, person.meetings[0] as (typeof person.meetings)[number]),
              keyProfessionals: times(6, { ...professional, name, jobRole: two, organisation: name, phone: two }),
              ended: { on: '2027-01-11', reason: 'other', note: two },
            }),
          }),
          entryHistoryCard({
            policy,
            typedPast: two,
            history: sampleEntryHistory({
              name,
              lines: sampleEntryHistory().lines.map((line) => ({ ...line, note: two, by: name })),
            }),
          }),
        ];
        expect(cards.flatMap(brokenCardRules)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('leaves no expression of its template unfilled', () => {
    const cards = [
      registerCard({ view: sampleRegister(), policy }),
      dueCard({ view: sampleDue() }),
      personCard({ person: samplePerson(), policy }),
      entryHistoryCard({ history: sampleEntryHistory(), policy }),
    ];
    expect(cards.flatMap(unfilledExpressions)).toEqual([]);
  });
});

describe('the register', () => {
  it('has the counts on top as ways to each rating, and says what is suspended', () => {
    const card = registerCard({ view: sampleRegister(), policy });
    expect(titles(card).slice(0, 5)).toEqual(['✓ All 14', '▲ Red 1', '◆ Amber 8', '■ Blue 2', '● Green 3']);
    expect(said(card)).toContain('Consent has lapsed for 1 person: the entry is suspended.');
    expect(said(card)).toContain('! Suspended: consent has lapsed · ! Overdue');
    expect(said(card)).toContain('▲ Red since Wed 4 Nov 2026');
    expect(said(card)).toContain('DSR-0123 · aged 30 · Staffordshire');
  });

  it('offers children and young people only where the area says up to which age that is', () => {
    const ages = (of: typeof policy) =>
      inputsOf(registerCard({ view: sampleRegister(), policy: of })).find(({ id }) => id === 'age')?.choices;
    expect(JSON.stringify(ages(policy))).not.toContain('young people');
    expect(JSON.stringify(ages(humber))).toContain('Children and young people (up to and including 25)');
  });

  it('carries its filters as inputs, so that clearing one clears it on every button', () => {
    const card = registerCard({ view: sampleRegister(), policy });
    for (const { data } of buttonsOf(card).filter(({ verb }) => verb === 'show-register')) {
      expect(Object.keys(data as object)).not.toContain('keyProfessional');
    }
    expect(inputsOf(card).map(({ id }) => id)).toEqual(['locality', 'age', 'due', 'keyProfessional']);
  });
});

describe('the card of a person', () => {
  it('says rating, who decided and why, consent and its end, dates, measures, actions, meetings and professionals', () => {
    const text = said(personCard({ person: samplePerson(), policy }));
    for (const part of [
      '◆ Amber since Wed 4 Nov 2026',
      'Decided by Dr Mina Example, psychiatrist, recorded by Cora Coordinator',
      'Why: Support at night is not in place.',
      '✓ Given by the person on Tue 1 Sept 2026',
      'Next C(E)TR:',
      'A multi-agency meeting: can be called. ✓ Considered: arranged, Mon 4 Jan 2027',
      'Find a night support provider (Asha Example, MTG-2027-0007). By Fri 8 Jan 2027',
      'MTG-2027-0007 DSR review: outcome recorded',
      'Nadia Example · Nurse · Example Trust · nadia@example.org (lead professional)',
      'Behaviourally intensive treatment: planned since Tue 1 Dec 2026',
      'On the register at other times',
    ]) {
      expect(text.replaceAll('Sep ', 'Sept ')).toContain(part);
    }
  });

  it('has at most six buttons below, which is as many as Teams shows', () => {
    expect(personCard({ person: samplePerson(), policy }).actions?.length).toBeLessThanOrEqual(6);
  });

  it('says loudly that it is suspended, and offers no meeting then', () => {
    const consent = { state: 'lapsed', on: '2027-01-06', route: 'parent' } as const;
    const card = personCard({ person: samplePerson({ suspended: true, consent }), policy });
    expect(said(card)).toContain('SUSPENDED: consent lapsed.');
    expect(titles(card)).not.toContain('Meeting');
    expect(titles(card)).toContain('Consent');
  });

  it('offers no other rating in hospital, where it is Blue', () => {
    const setting = { setting: 'tier-4', since: '2027-01-04' } as const;
    expect(titles(personCard({ person: samplePerson({ setting }), policy }))).not.toContain('Change rating');
  });

  it('says where the area has not laid down measures, instead of filling them in', () => {
    const text = said(personCard({ person: samplePerson({ measures: null }), policy }));
    expect(text).toContain('not set locally');
  });

  it('names nobody where a lock screen shows it', () => {
    expect(personSummary(samplePerson())).toBe('DSR-0123: on the register');
  });
});

describe('what is due', () => {
  it('says what, who, when with the last working day, and from when it is counted', () => {
    const card = dueCard({ view: sampleDue() });
    expect(titles(card).slice(0, 4)).toEqual(['✓ Overdue 9', 'Today 0', 'This week 2', 'May be considered 1']);
    expect(said(card)).toContain('Next C(E)TR\n! Overdue\nJordan Example · DSR-0123 · ■ Blue');
    expect(said(card)).toContain('Due Sunday 10 January 2027 (last working day before it: Friday 8 January 2027)');
    expect(said(card)).toContain('Counted from Fri 10 Jul 2026');
    expect(said(card)).toContain('Paused since Mon 4 Jan 2027');
  });

  it('calls nothing overdue that may only be considered from a day on', () => {
    const card = dueCard({ view: sampleDue({ tab: 'earliest' }) });
    expect(said(card)).toContain('These are no deadlines.');
    expect(said(card)).not.toContain('! Overdue');
  });
});

describe('the history', () => {
  it('keeps what was taken back in sight, and offers no mistake twice', () => {
    const card = entryHistoryCard({ history: sampleEntryHistory(), policy });
    expect(said(card)).toContain('Taken back: Rating changed to Red, decided by Dr Mina Example');
    expect(said(card)).toContain('✗ Taken back later: it counts for nothing');
    expect(titles(card).filter((title) => title === 'Recorded by mistake')).toHaveLength(1);
  });

  it('answers what the rating was on a day, and says when that is no day', () => {
    const asked = { day: '2026-10-01', rating: 'amber' } as const;
    const card = entryHistoryCard({ history: sampleEntryHistory({ asked }), policy, typedPast: '01/10/2026' });
    expect(said(card)).toContain('On Thursday 1 October 2026 the rating was ◆ Amber.');
    const unread = entryHistoryCard({ history: sampleEntryHistory(), policy, typedPast: 'last autumn' });
    expect(said(unread)).toContain('Error: Write the day like 27/01/2027.');
  });
});

it('the export opens one page in a browser, and its address says nothing about anybody', () => {
  const card = exportLinkCard({
    publicUrl: 'https://roundtable.example.org',
    secret: 'a'.repeat(64),
    expiresAt: new Date('2027-01-12T09:40:00Z'),
    filter: { ...wholeRegister, keyProfessional: 'Nadia Example' },
    policy,
  });
  expect(brokenCardRules(card)).toEqual([]);
  const open = elementsOf(card).find(({ type }) => type === 'Action.OpenUrl');
  expect(open?.url).toBe(`https://roundtable.example.org/register-export/${'a'.repeat(64)}`);
  expect(said(card)).toContain('until 9:40am');
});
