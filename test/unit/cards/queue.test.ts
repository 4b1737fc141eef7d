import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queueCard } from '../../../cards/queue.card.ts';
import { brokenCardRules, buttonsOf, textOf, unfilledExpressions } from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import { SAMPLE_NOW, sampleQueue } from '../../support/team-views.ts';

const card = (over: Parameters<typeof sampleQueue>[0] = {}) => queueCard({ queue: sampleQueue(over), now: SAMPLE_NOW });

describe('the queue', () => {
  it('keeps every rule of a card with a full page of nasty names', () => {
    const name = nastyText.map((name) => name.trim().slice(0, 120).trim() || 'x');
    fc.assert(
      fc.property(fc.array(name, { maxLength: 10 }), (names) => {
        const [first] = sampleQueue().items;
        const items = names.flatMap((personName) =>
          first
            ? [{ ...first, personName, owner: { id: 'a', name: personName }, waitingFor: 'invitees' as const }]
            : [],
        );
        expect(brokenCardRules(card({ items }))).toEqual([]);
      }),
    );
  });

  it('says of each request its state, age, needed-by day, owner and who we wait for', () => {
    // Without the backslashes that keep signs from being read as Markdown.
    const shown = textOf(card()).replaceAll('\\', '');
    expect(shown).toContain('14 open requests, 2 of them urgent, page 1 of 2. Soonest needed first.');
    expect(shown).toContain('! Urgent · ! Overdue');
    // Of an approved request what there is to do for its meeting.
    expect(shown).toContain('✓ Booked');
    expect(shown).not.toContain('✓ Approved');
    expect(shown).toContain('Needed by Wed 13 Jan 2027: 1 working day left');
    expect(shown).toContain('MBE-2027-0040 · Waiting for Anna Example (owner) · asked 2 working days ago');
    expect(shown).toContain('Waiting for the people invited · owner Anna Example');
    expect(unfilledExpressions(card())).toEqual([]);
  });

  it('marks the filter it shows with a sign, not with a colour alone', () => {
    const titles = buttonsOf(card({ filter: 'mine' })).map((button) => button.title);
    expect(titles.slice(0, 5)).toEqual(['All', 'Urgent', '✓ Mine', 'No owner', 'Overdue']);
  });

  it('leads to the pages there are, within the same filter', () => {
    const pages = (page: number) =>
      buttonsOf(card({ filter: 'overdue', page, pages: 3 }))
        .filter(({ title }) => String(title).endsWith('page'))
        .map(({ title, data }) => [title, (data as { page: number }).page, (data as { filter: string }).filter]);
    expect(pages(1)).toEqual([['Next page', 2, 'overdue']]);
    expect(pages(2)).toEqual([
      ['Previous page', 1, 'overdue'],
      ['Next page', 3, 'overdue'],
    ]);
    expect(pages(3)).toEqual([['Previous page', 2, 'overdue']]);
  });

  it('opens each request, and says which to a screen reader', () => {
    const open = buttonsOf(card()).filter(({ verb }) => verb === 'show-request');
    expect(open).toHaveLength(4);
    expect(open[0]?.tooltip).toBe('Open MBE-2027-0042');
  });

  it('says so where nothing is open', () => {
    const empty = { page: 1, pages: 1, total: 0, urgent: 0, items: [] };
    expect(textOf(card({ filter: 'overdue', ...empty }))).toContain('No request is overdue.');
  });
});
