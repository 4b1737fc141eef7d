import type { AdaptiveCard } from '../../cards/adaptive-card.ts';
import { mailboxCard, mailedMessageCard, mailedTextCard } from '../../cards/mailed-message.card.ts';
import { todoCard } from '../../cards/todo.card.ts';
import { lookAtCards } from '../support/look-at-cards.ts';
import { sampleMail, sampleMailbox } from '../support/mail-views.ts';
import { sampleTodo } from '../support/meeting-views.ts';

const newId = () => '00000000-0000-4000-8000-000000000009';
const now = new Date('2027-01-12T09:30:00Z');
/** What people paste and what breaks lines: a word without an end, and signs that cards read as something else. */
const hostile = `${'Wolverhampton'.repeat(9)} **bold** <b>x</b> [a](https://example.org) \u202E=cmd()`;
const stranger = { name: hostile, address: `${'w'.repeat(60)}@ward.example.org`, checked: false };

const cards: Record<string, AdaptiveCard> = {
  waiting: mailedMessageCard({ message: sampleMail({ attachments: 2 }), newId }),
  urgent: mailedMessageCard({
    message: sampleMail({
      ...{ state: 'draft-kept', because: 'words-of-danger', urgent: true, canBecomeDraft: false },
      ...{ about: [], subject: 'MbE request', text: 'He said he wants to kill himself.' },
    }),
    newId,
  }),
  hostile: mailedMessageCard({
    message: sampleMail({ sender: stranger, subject: hostile, text: hostile.repeat(30) }),
    ...{ newId, typed: '', problems: [{ field: 'note', problem: 'missing' }] },
  }),
  unread: mailedMessageCard({
    message: sampleMail({ sender: null, subject: null, text: null, because: 'too-large', canBecomeDraft: false }),
    newId,
  }),
  settled: mailedMessageCard({
    message: sampleMail({
      ...{ state: 'triaged', canBecomeDraft: false },
      handled: { by: { id: newId(), name: 'Cora Coordinator' }, at: now, note: 'Called them: the colleague comes.' },
    }),
    ...{ newId, notice: { tone: 'good', text: 'Thank you. It is marked as looked at.' } },
  }),
  text: mailedTextCard(sampleMail({ text: hostile.repeat(100) }), 1),
  list: mailboxCard(sampleMailbox(), now),
  'left-alone': mailboxCard(
    sampleMailbox({
      filter: 'left-alone',
      items: [{ ...sampleMail({ sender: stranger, subject: hostile }), because: 'newsletter' }],
    }),
    now,
  ),
  bounced: todoCard({
    todo: sampleTodo({ kind: 'bounced', delivery: 'invitation', bounceCode: '5.1.1' }),
    press: newId(),
  }),
};

lookAtCards('mail', cards);
