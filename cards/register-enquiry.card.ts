import { MAX_TEXT } from '../services/mbe-requests/model.ts';
import { formatNhsNumber } from '../services/people/nhs-number.ts';
import { formatDay, formatInstant } from '../services/platform/time.ts';
import {
  type EnquiryMatch,
  type EnquiryProblem,
  type EnquiryView,
  enquiryAnswers,
} from '../services/register-enquiries/model.ts';
import { enquiryAnswerWords, enquiryProblemText, enquirySummary, enquiryWords } from '../wording/enquiry-for-team.ts';
import { duplicateSignWords, onRecordWords } from '../wording/referral-for-team.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard, type Measure } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutText, prose } from './prose.ts';
import { sideBySide } from './side-by-side.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedField } from './typed-field.ts';

export type RegisterEnquiryView = {
  enquiry: EnquiryView;
  typed?: string | undefined;
  problems?: readonly EnquiryProblem[];
  notice?: CardNotice | undefined;
  newId: () => string;
};

/** A reason is read whole before it is judged, and an answer as it was given, unless every sign of it is written in six bytes. */
const measures: readonly [Measure, ...Measure[]] = [
  { text: MAX_TEXT, rows: 8 },
  { text: 1500, rows: 8 },
  { text: 500, rows: 4 },
  { text: 150, rows: 2 },
];
const expand = cardTemplate(import.meta.dirname, 'register-enquiry');

function cut(text: string, limit: number): string {
  const kept = cutText(text, limit);
  return kept.left === 0 ? prose(kept.text) : `${prose(kept.text)}…`;
}

/** A question about the register as the DSR team sees it: who asks, why, and who on record may be meant. */
export function registerEnquiryCard(view: RegisterEnquiryView): AdaptiveCard {
  return fitCard(measures, (measure) => render(view, measure));
}

function render({ enquiry, typed, problems = [], notice, newId }: RegisterEnquiryView, measure: Measure): AdaptiveCard {
  const { asker, answer, matches } = enquiry;
  const waiting = answer === null;
  const shown = matches.slice(0, Math.min(measure.rows, 3));
  const field = typedField({ label: enquiryWords.note, typed, errors: problems.map(enquiryProblemText) }, measure.text);
  return expand({
    summary: enquirySummary.waiting,
    heading: enquiryWords.heading,
    state: waiting ? enquiryWords.waiting : enquiryWords.answered,
    notice: noticeBox(notice),
    facts: [
      ...person(enquiry),
      ...pairs([
        ['Asked by', asker.name],
        ['Role', asker.jobRole],
        ['Organisation', asker.organisation],
        ['Phone', asker.phone],
        ['Email', asker.email],
        ['Asked', formatInstant(enquiry.askedAt)],
      ]),
    ],
    why: cut(enquiry.why, measure.text),
    matching: waiting ? (shown.length > 0 ? enquiryWords.matching : enquiryWords.nobody) : null,
    matches: shown.map((match) => compared(enquiry, match, measure)),
    answer: answer && {
      words: enquiryAnswerWords[answer.answer].told,
      by: plain(`${answer.by.name}, ${formatInstant(answer.at)}`),
      note: answer.note === null ? null : cut(answer.note, measure.text),
    },
    field: waiting ? { intro: enquiryWords.intro, ...field } : null,
    actions: waiting ? answers(enquiry.id, newId()) : [],
  });
}

function pairs(entries: readonly [string, string | null][]): { title: string; value: string }[] {
  return entries.flatMap(([title, value]) => (value ? [{ title, value: plain(oneLine(value)) }] : []));
}

function person(enquiry: Pick<EnquiryView, 'personName' | 'dateOfBirth' | 'nhsNumber'>) {
  const { personName, dateOfBirth, nhsNumber } = enquiry;
  return pairs([
    ['Person', personName],
    ['Date of birth', dateOfBirth && formatDay(dateOfBirth).replace(/^\S+ /, '')],
    ['NHS number', nhsNumber && formatNhsNumber(nhsNumber)],
  ]);
}

function compared(enquiry: EnquiryView, match: EnquiryMatch, measure: Measure) {
  const asked = {
    fullName: enquiry.personName,
    dateOfBirth: enquiry.dateOfBirth,
    nhsNumber: enquiry.nhsNumber,
    residence: null,
  };
  return {
    title: plain(oneLine(match.fullName)),
    because: `They have ${match.signs.map((sign) => duplicateSignWords[sign]).join('; ')}.`,
    // Where they live is not asked of the asker.
    fields: sideBySide(asked, match).filter(({ label }) => label !== 'Lives at'),
    records: onRecordWords(match).slice(0, measure.rows).map(plain),
  };
}

function answers(enquiryId: string, press: string): CardElement[] {
  return enquiryAnswers.map((answer) =>
    actionButton({
      title: enquiryAnswerWords[answer].button,
      verb: 'answer-register-enquiry',
      data: { enquiryId, answer, press },
    }),
  );
}

/** The answer as the asker reads it: what the coordinator chose and wrote, and nothing else of what is on record. */
export function enquiryAnswerCard(enquiry: EnquiryView): AdaptiveCard {
  const { answer } = enquiry;
  return fitCard(measures, (measure) =>
    expand({
      summary: enquirySummary.answered,
      heading: enquiryWords.heading,
      state: answer === null ? enquiryWords.waiting : enquiryWords.answered,
      notice: null,
      facts: person(enquiry),
      why: cut(enquiry.why, Math.min(measure.text, 300)),
      matching: null,
      matches: [],
      answer: answer && {
        words: `${enquiryAnswerWords[answer.answer].told} ${enquiryWords.askerIntro}`,
        by: plain(`Answered by ${answer.by.name} of the DSR team, ${formatInstant(answer.at)}`),
        note: answer.note === null ? null : cut(answer.note, measure.text),
      },
      field: null,
      actions: [],
    }),
  );
}
