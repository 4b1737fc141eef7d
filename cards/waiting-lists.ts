import type { LetterList } from '../services/letters/model.ts';
import { type CalendarDay, daysBetween, formatAge, formatDayShort } from '../services/platform/time.ts';
import { referralFilters } from '../services/referrals/model.ts';
import type { ReferralQueue } from '../services/referrals/triage-model.ts';
import type { EnquiryList } from '../services/register-enquiries/model.ts';
import { enquiryCount } from '../wording/enquiry-for-team.ts';
import {
  letterCount,
  letterKindWords,
  letterReceiverWords,
  letterStateWords,
  letterWayLabels,
} from '../wording/letter-card.ts';
import { referralCount, referralFilterLabels, teamReferralState } from '../wording/referral-for-team.ts';
import type { ActionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { teamListCard } from './team-list.ts';

const toLetters: ActionButton = { title: 'Letters', verb: 'show-letters', data: { page: 1 } };
const toReferrals: ActionButton = { title: 'Referrals', verb: 'show-referrals', data: { filter: 'all', page: 1 } };
const toQuestions: ActionButton = { title: 'Questions', verb: 'show-register-enquiries', data: { page: 1 } };

/** '12 days left', 'due today', '3 days overdue' */
function daysLeft(due: CalendarDay, today: CalendarDay): string {
  const days = daysBetween(today, due);
  const many = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`;
  if (days === 0) return 'due today';
  return days > 0 ? `${many(days)} left` : `${many(-days)} overdue`;
}

/** Referrals that wait for a decision: the one whose review is due first comes first. */
export function referralsCard(list: ReferralQueue, notice?: CardNotice): AdaptiveCard {
  return teamListCard({
    heading: 'Referrals',
    said: referralCount(list),
    filters: referralFilters.map((filter) => ({
      title: referralFilterLabels[filter],
      isChosen: filter === list.filter,
      verb: 'show-referrals',
      data: { filter, page: 1 },
    })),
    rows: list.items.map((item) => ({
      title: item.personName,
      marks: [
        ...(item.urgent ? ['! Urgent'] : []),
        ...(item.due !== null && item.due < list.today ? ['! Overdue'] : []),
      ],
      state: teamReferralState(item.state),
      lines: [dueLine(item, list.today)],
      detail: [
        item.reference,
        `received ${formatDayShort(item.receivedOn)}`,
        item.owner === null ? 'no owner' : `owner ${item.owner.name}`,
      ].join(' · '),
      open: { title: 'Open', verb: 'show-triage', data: { referralId: item.id } },
    })),
    page: list.page,
    pages: list.pages,
    turn: { verb: 'show-referrals', data: { filter: list.filter } },
    also: [toLetters, toQuestions],
    notice,
  });
}

function dueLine({ due, pausedSince }: ReferralQueue['items'][number], today: CalendarDay): string {
  if (due === null) return 'No time for the review is set locally';
  const stands = pausedSince === null ? '' : `, the clock stands since ${formatDayShort(pausedSince)}`;
  return `Due ${formatDayShort(due)}: ${daysLeft(due, today)}${stands}`;
}

/** Letters that wait to be released or told, oldest first. */
export function lettersCard(list: LetterList, now: Date, notice?: CardNotice): AdaptiveCard {
  return teamListCard({
    heading: 'Letters',
    said: letterCount(list),
    filters: [],
    rows: list.items.map((item) => ({
      title: item.receiverName,
      marks: [],
      state: { words: letterStateWords(item.state), tone: 'accent' },
      lines: [letterKindWords[item.kind]],
      detail: [
        item.reference,
        letterReceiverWords[item.receiver],
        letterWayLabels[item.via],
        `drafted ${formatAge(item.createdAt, now)}`,
      ].join(' · '),
      open: { title: 'Open', verb: 'show-letter', data: { letterId: item.id, page: 1 } },
    })),
    page: list.page,
    pages: list.pages,
    turn: { verb: 'show-letters', data: {} },
    also: [toReferrals, toQuestions],
    notice,
  });
}

/** Questions about the register that wait for an answer, oldest first. */
export function enquiriesCard(list: EnquiryList, now: Date, notice?: CardNotice): AdaptiveCard {
  return teamListCard({
    heading: 'Questions about the register',
    said: enquiryCount(list),
    filters: [],
    rows: list.items.map((item) => ({
      title: item.personName,
      marks: [],
      state: null,
      lines: [`Asked by ${item.askerName}`],
      detail: `asked ${formatAge(item.askedAt, now)}`,
      open: { title: 'Open', verb: 'show-register-enquiry', data: { enquiryId: item.id } },
    })),
    page: list.page,
    pages: list.pages,
    turn: { verb: 'show-register-enquiries', data: {} },
    also: [toReferrals, toLetters],
    notice,
  });
}
