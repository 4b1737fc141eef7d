import { cleanLine } from '../platform/free-text.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import { choiceProblem, textProblems } from '../platform/typed-problems.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { type HospitalSetting, MAX_DECIDED_BY, type Rating, ratings, settings } from '../register/model.ts';
import type { TriageProblem } from './triage-model.ts';

/** What a coordinator typed and chose to accept a referral. */
export type Acceptance = {
  rating: string;
  /** 'community', or the kind of hospital */
  setting: string;
  admittedOn: string;
  locality: string;
  /** Who decided: a name or a role. */
  decidedBy: string;
  /** Decided although somebody whom the policy names for the review is not recorded yet: its clock runs on. */
  reviewLater: boolean;
};

export type CheckedAcceptance = {
  rating: Rating;
  hospital: { setting: HospitalSetting; admittedOn: CalendarDay } | null;
  locality: string;
  decidedBy: string;
};

/**
 * Checks an acceptance. Blue is the rating of people in a mental health hospital: it comes with the kind of hospital and the
 * day of admission, and no other rating does (domain.md §5).
 */
export function checkAcceptance(
  typed: Acceptance,
  about: { today: CalendarDay; bornOn: CalendarDay | null; missingSectors: readonly string[]; policy: AreaPolicy },
): { ok: true; value: CheckedAcceptance } | { ok: false; problems: TriageProblem[] } {
  const rating = ratings.find((one) => one === typed.rating);
  const setting = settings.find((one) => one === (typed.setting || 'community'));
  const locality = about.policy.localities.value.find(({ code }) => code === typed.locality)?.code;
  const decidedBy = cleanLine(typed.decidedBy);
  const stay = hospitalStay(typed, rating, setting, about);
  const problems: TriageProblem[] = [
    ...(rating === undefined ? [choice('rating', typed.rating)] : []),
    ...(setting === undefined ? [choice('setting', typed.setting)] : []),
    ...stay.problems,
    ...(locality === undefined ? [choice('locality', typed.locality)] : []),
    ...textProblems('decidedBy', decidedBy, { required: 'required', longest: MAX_DECIDED_BY }),
    ...(about.missingSectors.length > 0 && !typed.reviewLater
      ? [{ field: 'reviewers', problem: 'missing' } as const]
      : []),
  ];
  if (rating === undefined || locality === undefined || problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { rating, hospital: stay.hospital, locality, decidedBy } };
}

function choice(field: TriageProblem['field'], typed: string): TriageProblem {
  return { field, problem: choiceProblem(typed) };
}

function hospitalStay(
  typed: Acceptance,
  rating: Rating | undefined,
  setting: (typeof settings)[number] | undefined,
  { today, bornOn }: { today: CalendarDay; bornOn: CalendarDay | null },
): { hospital: CheckedAcceptance['hospital']; problems: TriageProblem[] } {
  if (setting === undefined) return { hospital: null, problems: [] };
  if (setting === 'community') {
    return {
      hospital: null,
      problems: rating === 'blue' ? [{ field: 'setting', problem: 'blue-needs-hospital' }] : [],
    };
  }
  const problems: TriageProblem[] =
    rating === undefined || rating === 'blue' ? [] : [{ field: 'rating', problem: 'hospital-needs-blue' }];
  const admittedOn = parseCalendarDay(typed.admittedOn);
  if (admittedOn === undefined) {
    const problem = typed.admittedOn.trim() === '' ? 'missing' : 'not-a-date';
    return { hospital: null, problems: [...problems, { field: 'admittedOn', problem }] };
  }
  if (admittedOn > today) problems.push({ field: 'admittedOn', problem: 'in-the-future' });
  if (bornOn !== null && admittedOn < bornOn) problems.push({ field: 'admittedOn', problem: 'not-a-date' });
  return { hospital: { setting, admittedOn }, problems };
}
