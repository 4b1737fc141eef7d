import type { Request } from 'express';
import { checkTypedRequest } from '../../services/mbe-requests/check-request.ts';
import type { DraftView, FieldProblem, RequestField, TypedRequest } from '../../services/mbe-requests/model.ts';
import { type UrgencyReason, urgencyOf } from '../../services/mbe-requests/urgency.ts';
import { dayOf, parseCalendarDay } from '../../services/platform/time.ts';
import { fromEmailTitle, mailedDraftNotice, saidInMail } from '../../wording/mailed-request.ts';
import { LONGEST_FIELD } from '../asking/asking.ts';
import { typedDay, typedOf, valuesOf } from '../site/form.ts';
import type { Site } from '../site/site.ts';
import { fieldsOfStep, kindOf } from './request-fields.ts';
import type { RequestStep } from './request-urls.ts';

const MOST_TICKED = 200;
const LONGEST_LINE = 20_000;
const LONGEST_CHOICE = 50;
const LONGEST_DAY = 200;

/** How much of a field a draft keeps: the schema of what is typed takes no more. */
function longest(field: RequestField): number {
  const kind = kindOf(field);
  if (kind === 'choice' || field === 'basisDay') return LONGEST_CHOICE;
  if (kind === 'date' || field === 'nhsNumber') return LONGEST_DAY;
  return kind === 'text' ? LONGEST_FIELD : LONGEST_LINE;
}

/** What the form of a page sent; organisations ticked in a search join those chosen before. */
export function typedIn(request: Request<Record<string, string>>, step: RequestStep): TypedRequest {
  const typed = Object.fromEntries(
    fieldsOfStep[step].map((field) => {
      const text = kindOf(field) === 'date' ? typedDay(request, field) : typedOf(request, field);
      return [field, text.slice(0, longest(field))];
    }),
  ) as TypedRequest;
  if (step !== '2') return typed;
  const ticked = [...valuesOf(request, 'organisationIds'), ...valuesOf(request, 'foundOrganisationIds')];
  return { ...typed, organisationIds: [...new Set(ticked.map((id) => id.slice(0, 50)))].slice(0, MOST_TICKED) };
}

/** Why what is typed so far looks urgent. It repeats what to do in an emergency, and decides nothing. */
export function urgencyOfDraft(
  { deps }: Site,
  { typed, fromMail }: Pick<DraftView, 'typed' | 'fromMail'>,
): UrgencyReason[] {
  const { policy, clock } = deps;
  return urgencyOf({
    neededBy: parseCalendarDay(typed.neededBy ?? ''),
    texts: [typed.purpose ?? '', typed.whyNoMdt ?? ''],
    danger: fromMail?.danger,
    now: clock.now(),
    policy: { urgentWithinWorkingDays: policy.urgentWithinWorkingDays.value, dangerWords: policy.dangerWords.value },
  }).because;
}

/** What is still to be put right before a draft can be sent. */
export function problemsOf({ deps }: Site, draft: DraftView, directory: readonly { id: string }[]): FieldProblem[] {
  const { policy, clock, allowTestNhsNumbers } = deps;
  const checked = checkTypedRequest(draft.typed, {
    today: dayOf(clock.now()),
    profile: { ...draft.profile, name: draft.nameOutside ?? '', outside: draft.nameOutside !== null },
    knownOrganisationIds: new Set(directory.map(({ id }) => id)),
    meetingLengths: policy.meetingLengths.value,
    defaultMeetingLength: policy.defaultMeetingLength.value,
    thinMdtReasons: policy.thinMdtReasons.value,
    allowTestNhsNumbers,
  });
  return checked.ok ? [] : checked.problems;
}

/** The page of a field. */
export function stepOfField(field: RequestField): RequestStep {
  return (fieldsOfStep['1'] as readonly RequestField[]).includes(field) ? '1' : '2';
}

/** What a page shows beside a draft that was made of an email; null beside any other. */
export function emailOf({
  fromMail,
}: DraftView): { heading: string; told: string[]; said: { title: string; text: string }[] } | null {
  if (fromMail == null) return null;
  return { heading: fromEmailTitle, told: mailedDraftNotice(fromMail), said: saidInMail(fromMail) };
}
