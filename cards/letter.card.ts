import { contactWays } from '../services/consent/model.ts';
import type { LetterProblem, LetterView } from '../services/letters/model.ts';
import {
  letterFormatLabels,
  letterIntros,
  letterKindWords,
  letterLabels,
  letterProblemText,
  letterReceiverWords,
  letterState,
  letterSummary,
  letterWarning,
  letterWayLabels,
  notNeededWords,
  releasedWords,
  toldWords,
} from '../wording/letter-card.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import { type MailLine, mailLines } from './mail-text.ts';
import { pagerButtons } from './pages.ts';
import { plain } from './plain-text.ts';
import { previewPages } from './preview-pages.ts';
import { cutProse } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedDay, typedField } from './typed-field.ts';

export type LetterCardView = {
  letter: LetterView;
  /** From 1: a long letter goes on on the next page, and is released from the last. */
  page: number;
  typed?: { ownWords?: string | undefined; toldOn?: string | undefined; toldHow?: string | undefined };
  problems?: readonly LetterProblem[];
  notice?: CardNotice | undefined;
  newId: () => string;
};

const LONGEST_ADDRESS = 500;
const WHY = 700;
/** An input is never filled with more than this; what is longer is cut and said. */
const OWN_WORDS = 2000;
const expand = cardTemplate(import.meta.dirname, 'letter');

/** A letter exactly as it is, or will be, sent; with whom it goes to, how and where, and what there is to do. */
export function letterCard(view: LetterCardView): AdaptiveCard {
  const { letter } = view;
  const pages = pagesOf(letter);
  const page = Math.min(Math.max(view.page, 1), pages.length);
  const last = page === pages.length;
  return expand({
    summary: letterSummary(letter),
    reference: `${letter.reference} · Letter`,
    state: letterState(letter),
    heading: letterKindWords[letter.kind],
    notice: noticeBox(view.notice),
    facts: facts(letter),
    warning: letterWarning(letter),
    pageWords: pages.length > 1 ? `Page ${page} of ${pages.length}` : null,
    lines: pages[page - 1] ?? [],
    pager: pagerButtons({ page, pages: pages.length }, { verb: 'show-letter', data: { letterId: letter.id } }),
    own: last && letter.state === 'drafted' ? ownWords(view) : null,
    told: last && letter.state === 'released' && letter.mail !== 'under-way' ? told(view) : null,
    actions: buttons(view, last),
  });
}

function pagesOf(letter: LetterView): MailLine[][] {
  const pages = previewPages([letter], ({ text }) => mailLines({ text }));
  return pages.map((parts) => parts.flatMap(({ lines }) => lines));
}

function facts(letter: LetterView): { title: string; value: string }[] {
  const { told, released, notNeededBecause } = letter;
  const entries: [string, string | null][] = [
    ['To', `${letter.receiverName} (${letterReceiverWords[letter.receiver]})`],
    ['How', letterWayLabels[letter.via]],
    ['Where', letter.address],
    ['Format', letterFormatLabels[letter.format]],
    ['Released', released && releasedWords(released)],
    ['Told', told && toldWords(told)],
  ];
  return [
    ...entries.flatMap(([title, value]) =>
      value === null ? [] : [{ title, value: plain(oneLine(value, LONGEST_ADDRESS)) || '–' }],
    ),
    ...(notNeededBecause === null
      ? []
      : [{ title: 'Not needed', value: cutProse(notNeededWords(notNeededBecause), WHY) || '–' }]),
  ];
}

function errorsOf(problems: readonly LetterProblem[] | undefined, field: LetterProblem['field']): string[] {
  return (problems ?? []).filter((one) => one.field === field).map(letterProblemText);
}

function ownWords({ letter, typed, problems }: LetterCardView) {
  const errors = errorsOf(problems, 'ownWords');
  const shown = typed?.ownWords ?? letter.ownWords;
  return typedField({ label: letterLabels.ownWords, typed: shown, errors }, OWN_WORDS);
}

function told({ letter, typed, problems }: LetterCardView) {
  const how = {
    label: letterLabels.toldHow,
    typed: typed?.toldHow ?? letter.via,
    errors: errorsOf(problems, 'toldHow'),
  };
  return {
    intro: letterIntros.tell,
    on: typedDay({ label: letterLabels.toldOn, typed: typed?.toldOn, errors: errorsOf(problems, 'toldOn') }),
    how: typedField(how, 20),
    choices: contactWays.map((way) => ({ title: letterWayLabels[way], value: way })),
  };
}

function buttons({ letter, newId }: LetterCardView, last: boolean): CardElement[] {
  const { id: letterId, version, state, referralId } = letter;
  const data = { letterId, version };
  const setAside = actionButton({
    title: 'Not needed',
    verb: 'open-set-aside-letter',
    data: { letterId },
    secondary: true,
  });
  const back =
    referralId === null
      ? []
      : [actionButton({ title: 'The referral', verb: 'show-triage', data: { referralId }, secondary: true })];
  if (state === 'drafted') return [...(last ? drafted(letter, newId()) : []), setAside, ...back];
  if (state !== 'released') return back;
  const tell =
    last && letter.mail !== 'under-way'
      ? [
          actionButton({
            title: 'Told',
            verb: 'record-letter-told',
            data: { ...data, press: newId() },
            style: 'positive',
          }),
        ]
      : [];
  return [...tell, setAside, ...back];
}

function drafted(letter: LetterView, press: string): CardElement[] {
  const { id: letterId, version, digest } = letter;
  const data = { letterId, version, press };
  return [
    actionButton({ title: 'Release', verb: 'release-letter', data: { ...data, digest }, style: 'positive' }),
    actionButton({ title: 'Show with my sentence', verb: 'word-letter', data }),
    actionButton({ title: 'Change how it goes', verb: 'open-readdress-letter', data: { letterId } }),
    ...(letter.part === 'notice' || letter.part === 'notice-and-chat'
      ? [actionButton({ title: 'Mark address secure', verb: 'mark-letter-address', data, secondary: true })]
      : []),
  ];
}
