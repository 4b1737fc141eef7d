import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CARD_BYTES } from '../../../cards/card-size.ts';
import { panelCard } from '../../../cards/panel.card.ts';
import { panelPersonCard } from '../../../cards/panel-person.card.ts';
import { consentMark } from '../../../wording/panel.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf } from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import {
  organisations,
  samplePanel,
  samplePanelItem,
  samplePanelPerson,
} from '../../support/register-meeting-views.ts';

const press = '00000000-0000-4000-8000-000000000999';
type Person = Parameters<typeof panelPersonCard>[0];
const person = (over: Partial<Person> = {}) =>
  panelPersonCard({
    person: samplePanelPerson(),
    typed: { organisationIds: [], note: '' },
    problems: [],
    press,
    ...over,
  });
const titles = (card: ReturnType<typeof person>) => buttonsOf(card).map(({ title }) => title);

describe('the panel’s list', () => {
  it('keeps every rule of a card with a full page of nasty names', () => {
    fc.assert(
      fc.property(fc.array(nastyText, { maxLength: 5 }), (names) => {
        const items = names.map((name) => samplePanelItem({ personName: name.trim().slice(0, 120).trim() || 'x' }));
        const card = panelCard({ panel: samplePanel({ items }) });
        expect(brokenCardRules(card)).toEqual([]);
        expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(MAX_CARD_BYTES);
      }),
    );
  });

  it('says of each person rating and since, last discussion, consent, what is due and their actions', () => {
    const shown = textOf(panelCard({ panel: samplePanel() }));
    expect(shown).toContain('▲ Red since Tue 1 Dec 2026');
    expect(shown).toContain('Last discussed Thu 10 Dec 2026, 33 days ago');
    expect(shown).toContain('Never discussed');
    expect(shown).toContain('✓ Consent until Wed 1 Sep 2027');
    expect(shown).toContain('Next C(E)TR: Sunday 10 January 2027 (overdue)');
    expect(shown).toContain('Actions: 1 overdue, 1 done');
    expect(shown).toContain('No actions agreed');
  });

  it('marks a suspended person in words, not by colour alone', () => {
    expect(consentMark({ state: 'lapsed', on: '2027-01-02', route: 'person' })).toBe('! Suspended: consent has lapsed');
  });

  it('says that an interval is not set locally instead of calling nobody overdue', () => {
    const panel = samplePanel({ filter: 'overdue', intervalStated: false, items: [], counts: { all: 7, overdue: 0 } });
    expect(textOf(panelCard({ panel }))).toContain('How often the panel discusses everybody is not set locally.');
  });

  it('starts with the first, and goes on once somebody was discussed', () => {
    expect(titles(panelCard({ panel: samplePanel() }))).toContain('Start with the first');
    expect(titles(panelCard({ panel: samplePanel({ discussedToday: 2 }) }))).toContain('Go on with the next');
  });
});

describe('one person at the panel', () => {
  it('keeps every rule with nasty text in every field', () => {
    fc.assert(
      fc.property(nastyText, nastyText, (typed, note) => {
        const name = typed.trim().slice(0, 200).trim() || 'x';
        const action = { what: name, who: name, dueDay: '2027-01-05', state: 'overdue' } as const;
        const actions = Array.from({ length: 6 }, (_, n) => ({ ...action, key: String(n) }));
        const card = person({
          person: samplePanelPerson({
            item: samplePanelItem({ personName: name, actions }),
            directory: organisations(15, name.slice(0, 90)),
          }),
          typed: { organisationIds: [], note },
          problems: [
            { field: 'note', problem: 'too-long' },
            { field: 'organisationIds', problem: 'missing' },
          ],
        });
        expect(brokenCardRules(card)).toEqual([]);
        expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(MAX_CARD_BYTES);
      }),
    );
  });

  it('has those who took part before ticked, and keeps what was typed', () => {
    const [first] = organisations(3);
    const card = person({ typed: { organisationIds: [first?.id ?? ''], note: 'About the flat' } });
    expect(inputsOf(card)).toMatchObject([{ value: first?.id }, { id: 'note', value: 'About the flat' }]);
  });

  it('says what became of the actions', () => {
    const shown = textOf(person());
    expect(shown).toContain('! Overdue (by Tue 5 Jan 2027)');
    expect(shown).toContain('✓ Done');
  });

  it('without valid consent has nothing to fill in, and says why', () => {
    const card = person({ person: samplePanelPerson({ mayDiscuss: false }) });
    expect(inputsOf(card)).toEqual([]);
    expect(textOf(card)).toContain('can’t be discussed with other agencies');
    expect(titles(card)).toEqual(['Skip to the next person', 'Show person', 'Back to the list']);
  });

  it('carries where the person stands, so that the next one is found after it', () => {
    const skip = buttonsOf(person()).find(({ verb }) => verb === 'next-panel-person');
    expect(skip?.data).toMatchObject({ filter: 'all', rank: 0, last: '2026-12-10' });
  });
});
