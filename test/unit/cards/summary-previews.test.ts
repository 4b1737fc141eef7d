import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailLines } from '../../../cards/mail-text.ts';
import { plain } from '../../../cards/plain-text.ts';
import { type SummaryPreviewsView, summaryPreviewsCard } from '../../../cards/summary-previews.card.ts';
import type { MeetingView, OutcomeView } from '../../../services/meetings/model.ts';
import { deliveryWords } from '../../../wording/mails/delivery-words.ts';
import { brokenCardRules, buttonsOf, textOf, unfilledExpressions } from '../../support/card-rules.ts';
import { endedMeeting, previewsFor, sampleFrame, sampleOutcome } from '../../support/meeting-views.ts';
import { nastyText } from '../../support/nasty-text.ts';

const press = '00000000-0000-4000-8000-000000000999';
const meeting = endedMeeting({ state: 'took-place' });

type Of = { meeting?: MeetingView; outcome?: OutcomeView; before?: OutcomeView | null };
const previews = (of: Of = {}, over: Partial<SummaryPreviewsView> = {}) =>
  summaryPreviewsCard({
    ...previewsFor(of.meeting ?? meeting, of.outcome ?? sampleOutcome(), of.before ?? null),
    page: 1,
    press,
    ...over,
  });
const titles = (card: ReturnType<typeof previews>) => buttonsOf(card).map((button) => button.title);

/** Every page of the previews, in order. */
function allPages(of: Of): ReturnType<typeof previews>[] {
  const cards = [previews(of)];
  while (titles(cards.at(-1) ?? previews(of)).includes('Next page'))
    cards.push(previews(of, { page: cards.length + 1 }));
  return cards;
}

describe('the previews of the summaries', () => {
  it('keep every rule of a card on every page, whatever was recorded', () => {
    fc.assert(
      fc.property(nastyText, fc.integer({ min: 0, max: 12 }), (typed, rows) => {
        const text = typed.slice(0, 4000).trim() || 'x';
        const decisions = Array.from({ length: rows }, (_empty, place) => ({ key: `d${place}`, text, parties: [] }));
        const outcome = sampleOutcome({ decisions, nextStep: text });
        expect(allPages({ outcome }).flatMap(brokenCardRules)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('show every line of the very mail that will be sent, however long', () => {
    const text = Array.from({ length: 60 }, (_empty, line) => `Line ${line}: a long agreement in plain words`).join(
      '\n',
    );
    const decisions = Array.from({ length: 12 }, (_empty, place) => ({ key: `d${place}`, text, parties: [] }));
    const outcome = sampleOutcome({ decisions });
    const said = allPages({ outcome }).map(textOf).join('\n').split('\n');
    const { previews: all } = previewsFor(meeting, outcome, null);
    const part = all.find((preview) => preview.name === 'Owen Example')?.part;
    if (part?.what !== 'summary' || meeting.startsAt === null) throw new Error('Owen Example gets a summary');
    const about = { ...sampleFrame, reference: meeting.reference, version: 1, meetingOn: meeting.startsAt };
    const mail = deliveryWords.summary({ ...about, part, changes: null, receiver: 'agency', pageUrl: null });
    const start = said.findIndex((line) => line.includes('Owen Example'));
    const words = mail.text.split('\n').filter((line) => line.trim() !== '' && !/^-{3,}$/.test(line));
    expect(words.length).toBeGreaterThan(700);
    const shown = said.slice(start);
    for (const line of words) expect(shown).toContain(plain(line));
    expect(said.join('\n')).toContain('(part 2 of ');
  });

  it('say of each receiver what they get and why', () => {
    const said = allPages({}).map(textOf).join('\n');
    expect(said).toContain('Owen Example, Riverbank Support Ltd\nowen.example@example.org\n✓ Gets this summary');
    expect(said).toContain('This address is not marked as secure.');
    expect(said).toContain('Their organisation has no sharing agreement in force.');
    expect(said).toContain('They were invited without an organisation');
    expect(said).toContain('✓ Gets a letter\nIt is drafted when you press Send');
  });

  it('tell the team what to say by hand only to those who may know it', () => {
    const told = allPages({}).map(textOf).join('\n');
    // The person is told by a letter, which is drafted.
    expect(told.match(/For you to tell them/g)).toHaveLength(1);
    const held = endedMeeting({ state: 'took-place', sharing: { may: false, because: 'not-yet' } });
    expect(allPages({ meeting: held }).map(textOf).join('\n')).not.toContain('For you to tell them');
  });

  it('name on the button how many summaries leave, and carry what stands for all that was seen', () => {
    const send = buttonsOf(previews()).find((button) => button.verb === 'send-summaries');
    expect(send?.title).toBe('Send 1 summary');
    expect(send?.data).toMatchObject({ saves: 3, fingerprint: 'f'.repeat(64), press });
    expect(textOf(previews())).toContain('Nothing has been sent yet.');
  });

  it('offer to mark an address as secure where that is all that is missing, and say what it means', () => {
    const card = previews();
    expect(titles(card).filter((title) => title === 'Mark address secure')).toHaveLength(1);
    expect(textOf(card)).toContain('Mark an address as secure only if');
  });

  it('let a mark that was just made be taken back', () => {
    const marked = endedMeeting({ invitees: meeting.invitees.map((invitee) => ({ ...invitee, addressSecure: true })) });
    const inviteeId = meeting.invitees[0]?.id ?? '';
    expect(titles(previews({ meeting: marked }, { page: { inviteeId } }))).toContain('Take the mark back');
    expect(titles(previews({ meeting: marked }))).not.toContain('Take the mark back');
  });

  it('of a correction show what changed for whom, and who gets nothing', () => {
    const before = sampleOutcome();
    const outcome = sampleOutcome({ version: 2, nextStep: 'We meet again in March.' });
    const said = allPages({ outcome, before }).map(textOf).join('\n');
    expect(said).toContain('✓ Gets the corrected summary');
    expect(said).toContain('What changed');
    const same = allPages({ outcome: { ...before, version: 2 }, before });
    expect(
      same
        .map(textOf)
        .join('\n')
        .match(/– Gets nothing/g),
    ).toHaveLength(5);
    expect(titles(same[0] ?? previews())).toContain('Finish without sending');
  });

  it('can’t be sent again once they were sent', () => {
    const card = previews({ outcome: sampleOutcome({ state: 'sent' }) });
    expect(titles(card)).toEqual(['Next page', 'Back']);
  });

  it('leave no expression of a template standing', () => {
    expect(allPages({}).flatMap(unfilledExpressions)).toEqual([]);
  });
});

describe('a mail as lines of a card', () => {
  it('keeps every word, and shows headings and space as a mail does', () => {
    expect(mailLines({ text: 'Team\n\nWhat *now*\n----------\n\n- one\n- two\n' })).toEqual([
      { text: 'Team', spacing: 'None', weight: 'Default' },
      { text: 'What \\*now\\*', spacing: 'Default', weight: 'Bolder' },
      { text: '\\- one', spacing: 'Default', weight: 'Default' },
      { text: '\\- two', spacing: 'None', weight: 'Default' },
    ]);
  });

  it('keeps a line of dashes that somebody typed by itself', () => {
    expect(mailLines({ text: 'One\n\n---' }).map(({ text }) => text)).toEqual(['One', '---']);
  });
});
