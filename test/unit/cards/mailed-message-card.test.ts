import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardBytes, MAX_CARD_BYTES } from '../../../cards/card-size.ts';
import { mailboxCard, mailedMessageCard, mailedTextCard } from '../../../cards/mailed-message.card.ts';
import { triageReasons } from '../../../services/mailbox/triage-model.ts';
import { mailBecause } from '../../../wording/mailbox.ts';
import { brokenCardRules, buttonsOf, textOf, unfilledExpressions } from '../../support/card-rules.ts';
import { sampleMail, sampleMailbox } from '../../support/mail-views.ts';
import { nastyText } from '../../support/nasty-text.ts';

const newId = () => '00000000-0000-4000-8000-000000000009';
const now = new Date('2027-01-12T09:30:00Z');
const card = (over: Parameters<typeof sampleMail>[0] = {}) => mailedMessageCard({ message: sampleMail(over), newId });
const titles = (of: ReturnType<typeof card>) => buttonsOf(of).map(({ title }) => title);

describe('the card of an email', () => {
  it('keeps every rule of a card, whatever somebody wrote', () => {
    fc.assert(
      fc.property(nastyText, nastyText, nastyText, (text, subject, name) => {
        const sender = { name: name.slice(0, 120), address: 'wes@ward.example.org', checked: false };
        const message = sampleMail({ text, subject: subject.slice(0, 250), sender });
        const cards = [
          mailedMessageCard({ message, newId, typed: text, problems: [{ field: 'note', problem: 'too-long' }] }),
          mailedTextCard(message, 1),
          mailboxCard(sampleMailbox({ items: Array.from({ length: 10 }, () => message) }), now),
        ];
        for (const one of cards) {
          expect(brokenCardRules(one)).toEqual([]);
          expect(unfilledExpressions(one)).toEqual([]);
          expect(cardBytes(one)).toBeLessThanOrEqual(MAX_CARD_BYTES);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('says who wrote it, whether that is checked, why somebody has to look, and what it says', () => {
    const shown = textOf(card({ attachments: 2 }));
    expect(shown).toContain('wes@ward.example.org');
    expect(shown).toContain('✓ Checked');
    expect(shown).toContain('I cannot come on Thursday');
    expect(shown).toContain('2 files, not kept here');
    expect(textOf(card({ sender: { name: '', address: 'x@example.org', checked: false } }))).toContain('! Not checked');
    for (const because of triageReasons) expect(mailBecause(because), because).not.toBe('');
  });

  it('offers what can be done with it, and the way to what it is about', () => {
    expect(titles(card())).toEqual([
      ...['Make a draft for them', 'Done another way', 'Nothing to do', 'Show MBE-2027-0042', 'Mailbox'],
    ]);
    const unread = { canBecomeDraft: false, text: null, sender: null, about: [], because: 'unreadable' };
    expect(titles(card(unread))).toEqual(['Done', 'Nothing to do', 'Mailbox']);
    expect(titles(card({ text: 'long '.repeat(1000) }))).toContain('Show all');
    const by = { id: newId(), name: 'Cora Coordinator' };
    const handled = { by, at: now, note: 'Called them' };
    const done = card({ state: 'triaged', canBecomeDraft: false, handled });
    expect(titles(done)).toEqual(['Show MBE-2027-0042', 'Mailbox']);
    expect(textOf(done)).toContain('Called them');
  });

  it('says of one whose words speak of danger that it is urgent, also where a draft was made of it', () => {
    const urgent = card({ state: 'draft-kept', because: 'words-of-danger', urgent: true, canBecomeDraft: false });
    expect(textOf(urgent)).toContain('! Urgent: its words speak of danger');
    expect(textOf(urgent)).toContain('● To look at');
    expect(textOf(urgent)).toContain('contact them');
    expect(titles(urgent)).toEqual(['Done', 'Nothing to do', 'Show MBE-2027-0042', 'Mailbox']);
    expect(urgent.fallbackText).toBe('An urgent email to look at');
    expect(textOf(card({ state: 'draft-kept', because: null, canBecomeDraft: false }))).toContain('✓ Became a draft');
    const [first, ...others] = sampleMailbox().items;
    const list = sampleMailbox({ items: first ? [{ ...first, urgent: true }, ...others] : [] });
    expect(textOf(mailboxCard(list, now))).toContain('! Urgent');
  });

  it('shows nothing of the email in a notification', () => {
    expect(card().fallbackText).toBe('An email to look at');
    expect(mailboxCard(sampleMailbox(), now).fallbackText).toBe('Mailbox');
  });

  it('lists who wrote what, the one that waits longest first, and marks who is not checked', () => {
    const shown = textOf(mailboxCard(sampleMailbox(), now));
    expect(shown).toContain('12 emails wait for somebody to look at them, page 1 of 2');
    expect(shown).toContain('! Sender not checked');
    expect(shown).toContain('No subject');
  });
});
