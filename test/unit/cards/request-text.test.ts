import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestTextCard } from '../../../cards/request-text.card.ts';
import { brokenCardRules, buttonsOf, elementsOf, textOf } from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import { approvedRequest, bookedMeeting, sampleRequest } from '../../support/team-views.ts';

function allPages(request: ReturnType<typeof sampleRequest>) {
  const first = requestTextCard({ request, meeting: null, page: 1 });
  const pages = Number(/Page 1 of (\d+)/.exec(textOf(first))?.[1] ?? 1);
  return Array.from({ length: pages }, (_, at) => requestTextCard({ request, meeting: null, page: at + 1 }));
}

describe('all of a request', () => {
  it('keeps every rule of a card on every page, whatever was typed', () => {
    const text = nastyText.map((typed) => typed.trim().slice(0, 4000).trim() || 'x');
    fc.assert(
      fc.property(text, text, text, (purpose, whyNoMdt, detail) => {
        const individual = { answer: 'invite', detail } as const;
        const request = sampleRequest({ purpose, whyNoMdt, individual });
        expect(allPages(request).flatMap(brokenCardRules)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('loses no word, however many pages it takes', () => {
    const words = (name: string) => Array.from({ length: 500 }, (_, number) => `${name}${number}`);
    const [purpose, why, question] = [words('p'), words('w'), words('q')];
    const asked = {
      by: { id: 'a', name: 'Anna' },
      at: new Date('2027-01-11T10:00:00Z'),
      answer: null,
      answeredAt: null,
    };
    const request = sampleRequest({
      purpose: `${purpose.join(' ')} ${'🎈'.repeat(700)}`,
      whyNoMdt: `${why.join(' ')} ${'漢'.repeat(1500)}`,
      information: [{ ...asked, question: question.join(' ') }],
    });
    const pages = allPages(request);
    expect(pages.length).toBeGreaterThan(1);
    const shown = pages
      .flatMap((page) => elementsOf(page).map((element) => element.text))
      .join(' ')
      .split(/\s+/);
    for (const word of [...purpose, ...why, ...question]) expect(shown).toContain(word);
    expect(shown.join('').match(/🎈/gu)).toHaveLength(700);
    expect(shown.join('').match(/漢/gu)).toHaveLength(1500);
  });

  it('names everybody who is invited, with what became of it', () => {
    const card = requestTextCard({ request: approvedRequest(), meeting: bookedMeeting(), page: 1 });
    expect(textOf(card)).toContain('Priya Example, Moorland County Council social care: ✓ Accepted');
  });

  it('shows the nearest page for one that is not there', () => {
    const card = requestTextCard({ request: sampleRequest(), meeting: null, page: 99 });
    expect(buttonsOf(card).map(({ title }) => title)).toEqual(['Back']);
  });
});
