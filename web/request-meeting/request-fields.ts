import { CHECKLIST_LIMIT } from '../../services/agencies/model.ts';
import type { DraftView, FieldProblem, RequestField, TypedRequest } from '../../services/mbe-requests/model.ts';
import type { AreaPolicy } from '../../services/policies/model.ts';
import { searchWords } from '../../wording/agency-search.ts';
import { basisChoices } from '../../wording/basis.ts';
import { fieldProblemText } from '../../wording/field-problems.ts';
import { inviteChoices } from '../../wording/invite-answers.ts';
import { mdtFirstWords } from '../../wording/mdt-first.ts';
import { pageLabel } from '../../wording/pages/asking.ts';
import { requestFieldHint, requestFieldLabel, requestWords as words } from '../../wording/pages/request-meeting.ts';
import { fieldLabels } from '../../wording/request-fields.ts';
import { lengthWords } from '../../wording/team-request.ts';
import type { FieldGroup } from '../asking/asking.ts';
import type { FieldView } from '../site/form.ts';
import type { RequestStep } from './request-urls.ts';

type TextField = Exclude<RequestField, 'organisationIds'>;

/** The fields of each page beside the organisations, in the order in which they are asked. */
export const fieldsOfStep: Record<RequestStep, readonly TextField[]> = {
  '1': ['requesterName', 'jobRole', 'organisation', 'phone', 'personName', 'purpose', 'whyNoMdt'],
  mdt: ['mdtTried', 'mdtWhen', 'mdtWhoCame', 'mdtWouldHelp'],
  '2': [
    ...(['furtherPeople', 'individualAnswer', 'individualDetail', 'carerAnswer', 'carerDetail'] as const),
    ...(['basis', 'basisDetail', 'basisDay'] as const),
    ...(['nhsNumber', 'dateOfBirth', 'neededBy', 'lengthMinutes', 'place'] as const),
  ],
};

const kinds: Partial<Record<RequestField, FieldView['kind']>> = {
  ...{ purpose: 'text', whyNoMdt: 'text', furtherPeople: 'text', individualDetail: 'text', carerDetail: 'text' },
  ...{ basisDetail: 'text', mdtWhoCame: 'text', mdtWouldHelp: 'text', phone: 'phone' },
  ...{
    individualAnswer: 'choice',
    carerAnswer: 'choice',
    basis: 'choice',
    lengthMinutes: 'choice',
    mdtTried: 'choice',
  },
  ...{ dateOfBirth: 'date', neededBy: 'date', basisDay: 'date' },
};

/** How a field is laid out. */
export function kindOf(field: RequestField): FieldView['kind'] {
  return kinds[field] ?? 'line';
}

const optional: ReadonlySet<RequestField> = new Set([
  ...(['furtherPeople', 'nhsNumber', 'dateOfBirth', 'neededBy', 'place'] as const),
]);
const autocomplete: Partial<Record<RequestField, string>> = {
  ...{ requesterName: 'name', phone: 'tel', organisation: 'organization', jobRole: 'organization-title' },
};

/** What a field asks on a page, without whether it must be answered. */
export function labelOfField(field: RequestField): string {
  return requestFieldLabel(field) ?? pageLabel(fieldLabels[field], true);
}

/** The answers there are to a field of choices. */
export function choicesOf(field: RequestField, policy: Pick<AreaPolicy, 'meetingLengths'>) {
  if (field === 'basis') return basisChoices.map(({ basis, label }) => ({ value: basis, text: label }));
  if (field === 'mdtTried') return mdtFirstWords.tried.map(({ value, title }) => ({ value, text: title }));
  if (field === 'lengthMinutes') {
    return policy.meetingLengths.value.map((minutes) => ({ value: String(minutes), text: lengthWords(minutes) }));
  }
  return inviteChoices.map(({ answer, label }) => ({ value: answer, text: label }));
}

/** What was typed, with what is remembered of its writer where nothing was. */
export function withRemembered({ typed, profile, nameOutside, suggestedOrganisation }: DraftView): TypedRequest {
  return {
    ...typed,
    requesterName: typed.requesterName || nameOutside || '',
    jobRole: typed.jobRole || profile.jobRole || '',
    organisation: typed.organisation || profile.organisation || suggestedOrganisation || '',
    phone: typed.phone || profile.phone || '',
  };
}

/** As many lines as are told at once of one field. */
const MOST_ERRORS = 4;

/** What is wrong with a field, as one text; undefined where nothing is. */
export function errorOf(problems: readonly FieldProblem[], field: RequestField): string | undefined {
  const texts = problems.filter((problem) => problem.field === field).map(fieldProblemText);
  return texts.length === 0 ? undefined : texts.slice(0, MOST_ERRORS).join(' ');
}

type Showing = {
  draft: DraftView;
  problems: readonly FieldProblem[];
  policy: Pick<AreaPolicy, 'meetingLengths' | 'defaultMeetingLength'>;
};

/** One field with what was typed put back into it. */
export function requestField(field: TextField, { draft, problems, policy }: Showing): FieldView {
  const kind = kindOf(field);
  const hint = requestFieldHint(field);
  const error = errorOf(problems, field);
  const usual = field === 'lengthMinutes' ? String(policy.defaultMeetingLength.value) : '';
  const completes = autocomplete[field];
  return {
    ...{ name: field, kind, value: withRemembered(draft)[field] || usual },
    label: optional.has(field) ? pageLabel(labelOfField(field), false) : labelOfField(field),
    ...(hint === undefined ? {} : { hint }),
    ...(kind === 'choice' ? { choices: choicesOf(field, policy) } : {}),
    ...(error === undefined ? {} : { error }),
    ...(completes === undefined ? {} : { autocomplete: completes }),
  };
}

type Tickable = { id: string; name: string };
/** A search of the directory: `query` as typed, and what it found. */
export type Search = { query: string; found: readonly Tickable[] };

export type OrganisationsGroup = FieldGroup & {
  find?: { field: FieldView; button: string; said: string | null; found: FieldView | null } | undefined;
};

/** The whole directory as a checklist where it is short; else those chosen, and a search whose finds can be ticked as well. */
export function organisationsGroup(
  { draft, problems }: Showing,
  directory: readonly Tickable[],
  search: Search | undefined,
): OrganisationsGroup {
  const chosen = new Set(draft.typed.organisationIds ?? []);
  const few = directory.length <= CHECKLIST_LIMIT;
  const listed = few ? directory : directory.filter(({ id }) => chosen.has(id));
  const error = errorOf(problems, 'organisationIds');
  const list: FieldView = {
    ...{ name: 'organisationIds', kind: 'checkboxes', label: few ? words.organisations : words.chosen },
    choices: listed.map(tickable),
    values: [...chosen],
    ...(error === undefined ? {} : { error }),
  };
  const fields = listed.length > 0 ? [list] : [];
  if (few) return { fields };
  return {
    heading: words.organisations,
    fields,
    find: findPart(search, chosen, fields.length === 0 ? error : undefined),
  };
}

function findPart(search: Search | undefined, chosen: ReadonlySet<string>, error: string | undefined) {
  const query = search?.query ?? '';
  const found = search?.found.filter(({ id }) => !chosen.has(id)) ?? [];
  const counts = { found: found.length, chosen: (search?.found.length ?? 0) - found.length, most: CHECKLIST_LIMIT };
  const wrong = search !== undefined && query === '' ? words.nothingTyped : error;
  return {
    field: {
      ...{ name: 'agencyQuery', kind: 'line', label: words.findLabel, value: query },
      ...(wrong === undefined ? {} : { error: wrong }),
    } as FieldView,
    button: words.find,
    said: query === '' ? null : searchWords({ query, ...counts }),
    found:
      found.length === 0
        ? null
        : ({
            ...{ name: 'foundOrganisationIds', kind: 'checkboxes', label: words.found, values: [] },
            choices: found.map(tickable),
          } as FieldView),
  };
}

function tickable({ id, name }: Tickable) {
  return { value: id, text: name };
}
