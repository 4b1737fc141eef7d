import type { OrganisationListing } from '../agencies/model.ts';
import { MAX_INVITEES, MAX_NAME } from '../mbe-requests/model.ts';
import { namesOfFamily, placeToWrite } from '../notifications/place-to-write.ts';
import { cleanLine } from '../platform/free-text.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import { choiceProblem } from '../platform/typed-problems.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { registerMeetingKinds } from './model.ts';
import type {
  CheckedRegisterMeeting,
  Invitable,
  RegisterMeetingField,
  RegisterMeetingProblem,
  TypedRegisterMeeting,
} from './register-meeting-model.ts';

/** What was asked for is checked against these. */
export type RegisterMeetingContext = {
  today: CalendarDay;
  personName: string;
  /** Those of the directory that were ticked. */
  organisations: readonly OrganisationListing[];
  people: readonly Invitable[];
  policy: Pick<AreaPolicy, 'purposeCategories' | 'meetingLengths' | 'defaultMeetingLength'>;
};

type Found = RegisterMeetingProblem[];

function checkInvited(typed: TypedRegisterMeeting, context: RegisterMeetingContext, found: Found) {
  const ids = new Set(typed.organisationIds);
  const organisations = context.organisations.filter(({ id }) => ids.has(id));
  const keys = new Set(typed.people);
  const people = context.people.filter(({ key }) => keys.has(key));
  if (organisations.length < ids.size) found.push({ field: 'organisationIds', problem: 'unknown-choice' });
  if (people.length < keys.size) found.push({ field: 'people', problem: 'unknown-choice' });
  if (ids.size + keys.size === 0) found.push({ field: 'organisationIds', problem: 'missing' });
  if (ids.size + keys.size > MAX_INVITEES) found.push({ field: 'organisationIds', problem: 'too-many' });
  return { organisations, people };
}

function checkDay(typed: string, today: CalendarDay, found: Found): CalendarDay | null {
  if (typed.trim() === '') return null;
  const day = parseCalendarDay(typed);
  if (day === undefined || day < today) {
    found.push({ field: 'neededBy', problem: day === undefined ? 'not-a-date' : 'in-the-past' });
  }
  return day ?? null;
}

/** A place may not say who the person is, because invitations carry it (domain.md §8). */
function checkPlace(typed: string, about: RegisterMeetingContext & { invited: readonly Invitable[] }, found: Found) {
  const line = cleanLine(typed);
  const place = line === '' || line.toLowerCase() === 'online' ? null : line;
  const names = namesOfFamily({ personName: about.personName, invitees: about.invited });
  if (line.length > MAX_NAME) found.push({ field: 'place', problem: 'too-long' });
  else if (placeToWrite(place, names).placeWithheld) found.push({ field: 'place', problem: 'says-who' });
  return place;
}

function oneOf<T>(
  field: RegisterMeetingField,
  typed: string,
  choices: readonly T[],
  of: (one: T) => string,
  found: Found,
) {
  const chosen = choices.find((one) => of(one) === typed.trim());
  if (chosen === undefined) found.push({ field, problem: choiceProblem(typed) });
  return chosen;
}

/** Checks a meeting that is asked for from a person's card: everything that is wrong with it, or what is to be arranged. */
export function checkRegisterMeeting(
  typed: TypedRegisterMeeting,
  context: RegisterMeetingContext,
): { meeting: CheckedRegisterMeeting } | { problems: RegisterMeetingProblem[] } {
  const found: Found = [];
  const { policy, today } = context;
  const kind = oneOf('kind', typed.kind, registerMeetingKinds, String, found);
  const invited = checkInvited(typed, context, found);
  const category = oneOf(
    'purposeCategory',
    typed.purposeCategory,
    policy.purposeCategories.value,
    (one) => one.code,
    found,
  );
  const minutes = typed.lengthMinutes.trim() || String(policy.defaultMeetingLength.value);
  const length = oneOf('lengthMinutes', minutes, policy.meetingLengths.value, String, found);
  const neededBy = checkDay(typed.neededBy, today, found);
  const place = checkPlace(typed.place, { ...context, invited: invited.people }, found);
  if (found.length > 0 || kind === undefined || category === undefined || length === undefined)
    return { problems: found };
  return { meeting: { kind, ...invited, purposeCategory: category.code, lengthMinutes: length, neededBy, place } };
}
