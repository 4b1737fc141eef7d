import type { ClockSubject } from '../services/register/register-view.ts';
import { clockLabel, dueWords, whyThisDate } from '../wording/clocks.ts';
import { registerWords } from '../wording/register.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

const HEADING = 'Why these dates?';
const expand = cardTemplate(import.meta.dirname, 'entry-dates');

/** Every date of somebody or of a referral, with how it was worked out: rule, source, starting event, arithmetic. */
export function entryDatesCard(subject: ClockSubject): AdaptiveCard {
  return fitCard([500, 250, 120, 60], (limit) => render(subject, limit));
}

function render({ subject, subjectId, reference, name, clocks }: ClockSubject, limit: number): AdaptiveCard {
  const back =
    subject === 'entry'
      ? actionButton({ title: 'Back', verb: 'show-person', data: { entryId: subjectId } })
      : actionButton({ title: 'Back', verb: 'show-triage', data: { referralId: subjectId } });
  return expand({
    summary: `${reference}: ${HEADING}`,
    heading: HEADING,
    about: `${reference} · ${plain(oneLine(name, 80))}`,
    rows: clocks.map((clock) => ({
      what: `${clockLabel(clock.kind)}: ${dueWords(clock)}`,
      mark: clock.overdue ? registerWords.overdue : null,
      why: whyThisDate(clock).map((line) => cutProse(line, limit)),
    })),
    actions: [back, actionButton({ title: 'What is due', verb: 'show-due', data: { view: 'overdue', page: 1 } })],
  });
}
