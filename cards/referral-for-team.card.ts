import { ageOn } from '../services/people/age.ts';
import { formatNhsNumber } from '../services/people/nhs-number.ts';
import { formatDay, formatDayShort, formatInstant } from '../services/platform/time.ts';
import { type AreaPolicy, labelOf } from '../services/policies/model.ts';
import type { ReferralView } from '../services/referrals/model.ts';
import type { TriageView } from '../services/referrals/triage-model.ts';
import { clockLabel, dueWords, whyThisDate } from '../wording/clocks.ts';
import { letterReceiverWords, letterStateWords } from '../wording/letter-card.ts';
import {
  consentWords,
  decidedWords,
  duplicateSignWords,
  onRecordWords,
  onRegisterWords,
  receivedWords,
  referralSummary,
  reviewersMissing,
  routeWords,
  sectorLabel,
  teamReferralState,
} from '../wording/referral-for-team.ts';
import { ratingMark } from '../wording/register.ts';
import { urgentWords } from '../wording/team-request.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { isUndecided, referralButtons, showAllButton } from './referral-for-team-buttons.ts';
import { referralDetails, suggestedRating } from './referral-for-team-details.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

export type ReferralForTeamView = {
  triage: TriageView;
  policy: AreaPolicy;
  /** Makes the key of each button's press. */
  newId: () => string;
  notice?: CardNotice | undefined;
};

type Fact = { title: string; value: string };

const expand = cardTemplate(import.meta.dirname, 'referral-for-team');

/** A referral as the DSR team sees it, from its arrival to its letters: what it says, what is missing and what to do. */
export function referralForTeamCard(view: ReferralForTeamView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => expand(shown(view, measure)));
}

function shown(view: ReferralForTeamView, measure: Measure) {
  const { triage, policy } = view;
  const { referral } = triage;
  return {
    summary: referralSummary(referral),
    notice: noticeBox(view.notice),
    reference: referral.reference,
    state: stateOf(triage),
    personName: short(referral.person.fullName, measure),
    identity: identity(triage),
    alerts: alerts(triage),
    keyFacts: keyFacts(triage, policy, measure),
    missing: missing(triage),
    consent: consent(triage, measure),
    same: possible(triage, measure),
    linked: linked(triage, measure),
    clocks: clocks(referral),
    rating: isUndecided(referral) ? suggestedRating(triage, policy, measure) : null,
    decision: decision(triage, policy, measure),
    letters: letters(triage, measure),
    questions: questions(referral, measure),
    details: referralDetails(triage, policy, measure),
    showAll: showAllButton(referral),
    actions: referralButtons(view),
  };
}

/** A name or a line on one line, shorter where the card has to be. */
function short(text: string, measure: Measure): string {
  return plain(oneLine(text, Math.min(Math.max(measure.text, 40), 200)));
}

function stateOf({ referral, closedBecause }: TriageView) {
  const state = teamReferralState(referral.state);
  return closedBecause === null ? state : { ...state, words: '✕ Ended: on the register already' };
}

function identity({ referral, today }: TriageView): string {
  const { dateOfBirth, nhsNumber } = referral.person;
  return [
    nhsNumber === null ? 'NHS number not known' : `NHS number ${formatNhsNumber(nhsNumber)}`,
    dateOfBirth === null
      ? 'date of birth not known'
      : `born ${formatDay(dateOfBirth).replace(/^\S+ /, '')} (${ageOn(dateOfBirth, today)} years old)`,
  ].join(' · ');
}

function alerts({ referral, today }: TriageView): { text: string }[] {
  if (!isUndecided(referral)) return [];
  const urgent = referral.urgentBecause.map((because) => urgentWords[because]);
  const late = referral.clocks.filter((clock) => clock.nature === 'deadline' && clock.due < today);
  return [
    ...(urgent.length > 0 ? [{ text: `Urgent: ${urgent.join(', and ')}` }] : []),
    ...late.map(({ kind }) => ({ text: `Overdue: ${clockLabel(kind).toLowerCase()}` })),
  ];
}

function keyFacts({ referral }: TriageView, policy: AreaPolicy, measure: Measure): Fact[] {
  const { contact, referrer, owner } = referral;
  const who =
    contact === null
      ? [referrer.name, referrer.jobRole, referrer.organisation].filter(Boolean).join(', ')
      : [contact.name, contact.relation].filter(Boolean).join(', ');
  const entries: [string, string | null][] = [
    ['Referred by', who],
    ['Route', routeWords[referral.route]],
    [
      'Received',
      `${formatDayShort(referral.receivedOn)}, ${receivedWords[referral.receivedBy]}${contact === null || referral.receivedBy === 'web' ? '' : `, entered by ${referrer.name}`}`,
    ],
    ['Area', referral.locality && labelOf(policy.localities.value, referral.locality)],
    ['Owner', owner?.name ?? (isUndecided(referral) ? 'Nobody yet' : null)],
  ];
  return entries.flatMap(([title, value]) => (value ? [{ title, value: short(value, measure) }] : []));
}

/** What stands in the way of a decision, each with what to do about it. */
function missing({ gaps, missingSectors, referral }: TriageView): { text: string }[] {
  const texts = [
    ...(gaps.includes('duplicates')
      ? ['Somebody on record may be the same person. Compare them before anybody is added to the register.']
      : []),
    ...(gaps.includes('on-register') ? [onRegisterWords] : []),
    ...(missingSectors.length > 0 ? [reviewersMissing(missingSectors, !isUndecided(referral))] : []),
  ];
  return texts.map((text) => ({ text }));
}

function consent({ consent, referral }: TriageView, measure: Measure) {
  if (!isUndecided(referral)) return null;
  const { holds, words } = consentWords(consent);
  const why =
    holds || referral.consentNote === null ? null : `Not asked yet: ${cutProse(referral.consentNote, measure.text)}`;
  return { words: holds ? words : `! ${words}`, why, style: holds ? 'default' : 'warning' };
}

function possible({ possible, referral }: TriageView, measure: Measure) {
  const rows = possible.slice(0, Math.min(measure.rows, 5));
  if (rows.length === 0) return null;
  const more = possible.length - rows.length;
  return {
    title: 'Is this the same person?',
    rows: rows.map((other, at) => ({
      name: short(other.fullName, measure),
      why: `They have ${other.signs.map((sign) => duplicateSignWords[sign]).join('; ')}.`,
      said: other.saidDifferent ? '✓ A coordinator has said: different people' : null,
      compare: actionButton({
        title: 'Compare',
        verb: 'open-duplicates',
        data: { referralId: referral.id, at: at + 1 },
      }),
    })),
    more: more > 0 ? `… and ${more} more: choose Compare, then Next` : null,
  };
}

function linked({ linked }: TriageView, measure: Measure) {
  const lines = onRecordWords(linked);
  if (lines.length === 0) return null;
  const open = linked.entries.find(({ toDay }) => toDay === null) ?? linked.entries[0];
  const card = open && { title: 'The person’s card', verb: 'show-person', data: { entryId: open.id } };
  return {
    title: 'The same person on record',
    lines: lines.slice(0, measure.rows).map((line) => ({ text: `✓ ${plain(line)}` })),
    actions: card ? [actionButton(card)] : [],
  };
}

/** Each date with everything that explains it, folded. */
function clocks(referral: ReferralView) {
  return referral.clocks.map((clock) => ({
    text: `${clockLabel(clock.kind)}: ${dueWords(clock)}`,
    id: `why-${clock.kind}`,
    toggle: { type: 'Action.ToggleVisibility', title: 'Why this date?', targetElements: [`why-${clock.kind}`] },
    why: whyThisDate(clock).map((line) => ({ text: plain(line) })),
  }));
}

function decision(triage: TriageView, policy: AreaPolicy, measure: Measure) {
  const { referral } = triage;
  const { decision: decided, endNote } = referral;
  if (decided === null)
    return endNote === null ? null : { title: 'How it ended', lines: [{ text: cutProse(endNote, measure.text) }] };
  const { rating, reason, note, whatElseHelps } = decided;
  const title =
    rating === null
      ? `Not eligible: ${labelOf(policy.notEligibleReasons.value, reason ?? '')}`
      : `Accepted with the rating ${ratingMark(rating)}`;
  return {
    title: plain(title),
    lines: [
      { text: short(decidedWords(triage, decided), measure) },
      ...(note === null ? [] : [{ text: cutProse(note, measure.text) }]),
      ...(whatElseHelps === null ? [] : [{ text: `What else could help: ${cutProse(whatElseHelps, measure.text)}` }]),
      ...referral.reviewers.slice(0, measure.rows).map(({ sector, name }) => ({
        text: `Took part in the review, from ${sectorLabel(sector)}: ${short(name, measure)}`,
      })),
    ],
  };
}

function letters({ letters }: TriageView, measure: Measure): { text: string; open: CardElement }[] {
  return letters.slice(0, Math.max(measure.rows, 4)).map((letter) => ({
    text: `Letter to ${short(letter.receiverName, measure)} (${letterReceiverWords[letter.receiver]}): ${letterStateWords(letter.state)}`,
    open: actionButton({ title: 'Open letter', verb: 'show-letter', data: { letterId: letter.id, page: 1 } }),
  }));
}

function questions({ questions }: ReferralView, measure: Measure) {
  return questions.slice(-measure.rows).map((asked) => ({
    title: `Question asked by ${short(asked.by.name, measure)}, ${formatInstant(asked.askedAt)}${asked.pausesClock ? ', the clock stands until the answer' : ''}`,
    question: cutProse(asked.question, measure.text),
    answerTitle: asked.answeredAt === null ? 'No answer yet' : `Answer, ${formatInstant(asked.answeredAt)}`,
    answer: asked.answer === null ? null : cutProse(asked.answer, measure.text),
  }));
}
