import { placeToWrite } from '../notifications/place-to-write.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { checkChoice } from './check-note.ts';
import { Problems, readDay, readInvited, readLength, readPlace } from './check-request.ts';
import type { Correction } from './decision-store.ts';
import type { DecisionProblem, FieldProblem } from './model.ts';

/** What a coordinator picks and may correct on approval, as typed. */
export type TypedApproval = {
  /** A code of the policy's purpose categories. */
  purposeCategory: string;
  organisationIds: string[];
  /** One person a line: name, email. */
  furtherPeople: string;
  /** Minutes; nothing leaves the length as it was asked for. */
  lengthMinutes: string;
  /** A day; nothing means that there is none. */
  neededBy: string;
  /** Invitations carry it as it stands; nothing means online. */
  place: string;
};

/** What was asked for, as far as it may be corrected. */
export type AskedFor = {
  organisations: { id: string; name: string }[];
  furtherPeople: { name: string; email: string }[];
  lengthMinutes: number;
  neededBy: CalendarDay | null;
  place: string | null;
};

export type ApprovalProblem = FieldProblem | DecisionProblem;

export type CheckedApproval = {
  purposeCategory: string;
  organisationIds: string[];
  furtherPeople: { name: string; email: string }[];
  lengthMinutes: number;
  neededBy: CalendarDay | null;
  /** null = online */
  place: string | null;
};

/**
 * Checks an approval like the request itself. A needed-by day that was asked for may stay when it has passed; a place that
 * says who the person is may not, because invitations carry it (domain.md §8).
 */
export function checkApproval(
  typed: TypedApproval,
  asked: AskedFor,
  context: {
    today: CalendarDay;
    knownOrganisationIds: ReadonlySet<string>;
    policy: Pick<AreaPolicy, 'purposeCategories' | 'meetingLengths'>;
    /** Whose names the place may not hold. */
    person: { fullName: string; family: readonly string[] };
  },
): { ok: true; value: CheckedApproval } | { ok: false; problems: ApprovalProblem[] } {
  const problems = new Problems();
  const { purposeCategory } = typed;
  const ofCategory = checkChoice('purposeCategory', purposeCategory, context.policy.purposeCategories.value);
  const invited = readInvited(typed, context.knownOrganisationIds, problems);
  const lengths = [...context.policy.meetingLengths.value, asked.lengthMinutes];
  const length = { meetingLengths: lengths, defaultMeetingLength: asked.lengthMinutes };
  const lengthMinutes = readLength(typed.lengthMinutes, length, problems);
  const neededBy = readDay('neededBy', typed.neededBy, context.today, problems, asked.neededBy);
  const place = readPlace(typed.place, problems);
  if (placeToWrite(place, context.person).placeWithheld) problems.add('place', 'says-who');
  const found = [...ofCategory, ...problems.found];
  if (found.length > 0) return { ok: false, problems: found };
  return { ok: true, value: { purposeCategory, ...invited, lengthMinutes, neededBy, place } };
}

/**
 * What an approval changes in what was asked for, in words that the requester can read: organisations by name and people,
 * one a line. The order in which they stand is no difference.
 *
 * @param names the names of the organisations approved, by id
 */
export function correctionsOf(
  asked: AskedFor,
  approved: CheckedApproval,
  names: ReadonlyMap<string, string>,
): Correction[] {
  const line = (person: { name: string; email: string }) => `${person.name}, ${person.email}`;
  const list = (entries: string[]) => entries.toSorted().join('\n') || null;
  const day = { field: 'neededBy', before: asked.neededBy, after: approved.neededBy };
  const length = {
    field: 'lengthMinutes',
    before: String(asked.lengthMinutes),
    after: String(approved.lengthMinutes),
  };
  const organisations = {
    field: 'organisationIds',
    before: list(asked.organisations.map((organisation) => organisation.name)),
    after: list(approved.organisationIds.map((id) => names.get(id) ?? '')),
  };
  const people = {
    field: 'furtherPeople',
    before: list(asked.furtherPeople.map(line)),
    after: list(approved.furtherPeople.map(line)),
  };
  const place = { field: 'place', before: asked.place, after: approved.place };
  return [organisations, people, length, day, place].filter(({ before, after }) => before !== after);
}
