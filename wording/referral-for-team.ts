import type { ConsentRoute, ConsentState, ContactWay } from '../services/consent/model.ts';
import type { RepresentativeRelation } from '../services/people/model.ts';
import { formatDay, formatDayShort, formatInstant } from '../services/platform/time.ts';
import type {
  DuplicateSign,
  EligibilityAnswer,
  PersonOnRecord,
  ReceivedWay,
  ReferralFilter,
  ReferralRoute,
  ReferralState,
} from '../services/referrals/model.ts';
import type { TriageView } from '../services/referrals/triage-model.ts';
import type { StateWords } from './team-request.ts';

const states: Record<ReferralState, StateWords> = {
  draft: { words: '○ Draft', tone: 'default' },
  submitted: { words: '● To decide', tone: 'accent' },
  'information-requested': { words: '? Question asked', tone: 'accent' },
  accepted: { words: '✓ Accepted', tone: 'default' },
  'not-eligible': { words: '✕ Not eligible', tone: 'default' },
  withdrawn: { words: '✕ Ended without a decision', tone: 'default' },
};

/** The referral's state as the DSR team reads it. */
export function teamReferralState(state: ReferralState): StateWords {
  return states[state];
}

/** What a notification or a lock screen may show of a referral: its reference and state. */
export function referralSummary(referral: { reference: string; state: ReferralState }): string {
  return `${referral.reference}: ${states[referral.state].words.slice(2)}`;
}

export const routeWords: Record<ReferralRoute, string> = {
  professional: 'A professional',
  'lead-professional': 'The lead professional',
  self: 'The person themself',
  carer: 'A carer or family member',
};

export const receivedWords: Record<ReceivedWay, string> = {
  teams: 'in Teams',
  web: 'on the web pages, address confirmed',
  phone: 'by phone',
  email: 'by email',
  paper: 'on paper',
};

export const contactWayWords: Record<ContactWay, string> = {
  email: 'by email',
  post: 'by post',
  phone: 'by phone',
  'in-person': 'in person',
};

export const eligibilityWords: Record<EligibilityAnswer, string> = {
  yes: 'Yes',
  no: 'No',
  unknown: '? The referrer does not know',
};

export const relationWords: Record<RepresentativeRelation, string> = {
  parent: 'parent',
  guardian: 'guardian',
  'parental-responsibility': 'has parental responsibility',
  carer: 'carer',
  family: 'family member',
  deputy: 'deputy, appointed by the Court of Protection',
  attorney: 'attorney for health and welfare',
  advocate: 'advocate',
  other: 'other',
};

const consentRouteWords: Record<ConsentRoute, string> = {
  person: 'given by the person',
  parent: 'given by a parent',
  guardian: 'given by a guardian',
  'parental-responsibility': 'given by somebody with parental responsibility',
  deputy: 'given by a deputy',
  attorney: 'given by an attorney for health and welfare',
  'best-interest': 'a best-interest decision',
};

/** Where consent stands today: whether it holds, and what to do where it does not. */
export function consentWords(consent: ConsentState): { holds: boolean; words: string } {
  switch (consent.state) {
    case 'valid': {
      const until = consent.until === null ? '' : `, until ${formatDay(consent.until)}`;
      return { holds: true, words: `✓ Consent: ${consentRouteWords[consent.route]}${until}` };
    }
    case 'none':
      return {
        holds: false,
        words: 'There is no consent yet. Nobody comes onto the register without it: ask, and record it here.',
      };
    case 'lapsed':
      return {
        holds: false,
        words: `Consent ran out: it does not hold since ${formatDay(consent.on)}. Ask for it again, and record it here.`,
      };
    case 'refused':
      return {
        holds: false,
        words: `Consent was refused on ${formatDay(consent.on)}. The person cannot come onto the register. If they change their mind, record it here.`,
      };
    case 'withdrawn':
      return {
        holds: false,
        words: `Consent was withdrawn on ${formatDay(consent.on)}. The person cannot come onto the register. If they change their mind, record it here.`,
      };
    case 'found-invalid':
      return {
        holds: false,
        words: `The consent was found not to be valid on ${formatDay(consent.on)}. Ask for it again, and record it here.`,
      };
  }
}

const sectorWords: Record<string, string> = { education: 'education', 'social-care': 'social care', health: 'health' };

/** 'social care' */
export function sectorLabel(sector: string): string {
  return sectorWords[sector] ?? sector;
}

/** 'education and social care' */
export function sectorsLabel(sectors: readonly string[]): string {
  const words = sectors.map(sectorLabel);
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** What is missing from the risk review, and that its clock runs on. */
export function reviewersMissing(sectors: readonly string[], decided: boolean): string {
  const who = `Nobody from ${sectorsLabel(sectors)} is recorded in the risk review.`;
  return decided
    ? `${who} The review is incomplete, and its clock runs on. Record who took part.`
    : `${who} The review is incomplete until you record who took part.`;
}

export const duplicateSignWords: Record<DuplicateSign, string> = {
  'nhs-number': 'the same NHS number',
  'name-and-date-of-birth': 'the same name, in this or another order or spelling, and the same date of birth',
  name: 'the same name; a date of birth is missing on one side',
};

/** Where somebody stands on record, one line each. */
export function onRecordWords({ entries, referrals, requests }: Partial<PersonOnRecord>): string[] {
  return [
    ...(entries ?? []).map(({ dsrReference, fromDay, toDay }) =>
      toDay === null
        ? `On the register since ${formatDayShort(fromDay)} (${dsrReference})`
        : `Was on the register from ${formatDayShort(fromDay)} to ${formatDayShort(toDay)} (${dsrReference})`,
    ),
    ...(referrals ?? []).map(
      ({ reference, state }) => `Referral ${reference}: ${states[state].words.slice(2).toLowerCase()}`,
    ),
    ...(requests ?? []).map(({ reference }) => `Request for a meeting ${reference}`),
  ];
}

/** Said where the person is on the register already: what the coordinator can do with the referral. */
export const onRegisterWords =
  'This person is on the register already, and nobody is on it twice. Open the person’s card and record there what this referral says that is new: for instance a rating or a key professional. Then end the referral. The referrer is told that it has ended, not why.';

/** The line that names who decided, and when it was put on record. */
export function decidedWords(
  view: Pick<TriageView, 'decisionMadeBy'>,
  decision: { by: { name: string }; at: Date },
): string {
  const recorded = `recorded by ${decision.by.name}, ${formatInstant(decision.at)}`;
  return view.decisionMadeBy === null ? recorded : `Decided by ${view.decisionMadeBy}; ${recorded}`;
}

export const ratingNotSuggested = 'The referrer suggested no rating.';

/** The list's filters, in the order they are offered. */
export const referralFilterLabels: Record<ReferralFilter, string> = {
  all: 'All',
  urgent: 'Urgent',
  mine: 'Mine',
  unowned: 'No owner',
  overdue: 'Overdue',
};

const counted: Record<ReferralFilter, { one: string; many: string; none: string }> = {
  all: { one: '1 referral waits', many: 'referrals wait', none: 'No referral waits for a decision.' },
  urgent: { one: '1 referral is urgent', many: 'referrals are urgent', none: 'No referral is urgent.' },
  mine: { one: '1 referral is yours', many: 'referrals are yours', none: 'No referral is yours.' },
  unowned: { one: '1 referral has no owner', many: 'referrals have no owner', none: 'Every referral has an owner.' },
  overdue: { one: '1 referral is overdue', many: 'referrals are overdue', none: 'No referral is overdue.' },
};

/** '14 referrals wait, 2 of them urgent, page 1 of 2. What is due first comes first.' */
export function referralCount(list: {
  filter: ReferralFilter;
  total: number;
  urgent: number;
  page: number;
  pages: number;
}): string {
  const words = counted[list.filter];
  if (list.total === 0) return words.none;
  if (list.total === 1) return `${words.one}.`;
  const urgent = list.urgent > 0 && list.filter !== 'urgent' ? `, ${list.urgent} of them urgent` : '';
  const page = list.pages > 1 ? `, page ${list.page} of ${list.pages}` : '';
  return `${list.total} ${words.many}${urgent}${page}. What is due first comes first.`;
}
