import { CHECKLIST_LIMIT } from '../services/agencies/model.ts';
import type { DraftView, FieldProblem, RequestField } from '../services/mbe-requests/model.ts';
import type { UrgencyReason } from '../services/mbe-requests/urgency.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { searchWords } from '../wording/agency-search.ts';
import { basisChoices } from '../wording/basis.ts';
import { problemSummary } from '../wording/field-problems.ts';
import { inviteChoices } from '../wording/invite-answers.ts';
import { lengthWords } from '../wording/team-request.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox, urgentBox } from './card-top.ts';
import { errorLines, formFields, inputLimits } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutText, prose } from './prose.ts';
import { cardTemplate } from './template.ts';

/** The text fields of the second step; beside them it brings organisationIds, foundOrganisationIds and agencyQuery. */
export const step2Fields = [
  ...(['furtherPeople', 'individualAnswer', 'individualDetail', 'carerAnswer', 'carerDetail'] as const),
  ...(['basis', 'basisDetail', 'basisDay'] as const),
  ...(['nhsNumber', 'dateOfBirth', 'neededBy', 'lengthMinutes', 'place'] as const),
] as const;
const optionalFields = ['nhsNumber', 'dateOfBirth', 'neededBy', 'lengthMinutes', 'place'] as const;

/** A directory organisation to tick. */
export type Tickable = { id: string; name: string };

/** A search of the directory that was pressed: `query` as typed, and what it found, at most CHECKLIST_LIMIT. */
export type AgencySearch = { query: string; found: readonly Tickable[] };

export type RequestStep2View = {
  draft: DraftView;
  problems: readonly FieldProblem[];
  urgentBecause: readonly UrgencyReason[];
  policy: Pick<AreaPolicy, 'emergencyAdvice' | 'meetingLengths' | 'defaultMeetingLength'>;
  /** Every active organisation: listed as a checklist when there are few, else only those chosen. */
  directory: readonly Tickable[];
  search?: AgencySearch | undefined;
  fromMessage?: string | undefined;
  notice?: CardNotice | undefined;
  /** A new key for the press that sends the request. */
  press: string;
};

const NAME_ON_CARD = 80;
const expand = cardTemplate<object>(import.meta.dirname, 'request-step-2');

/** The second card of a request: whom to invite, whether the person agrees, and what is optional. */
export function requestStep2Card(view: RequestStep2View): AdaptiveCard {
  return fitCard(inputLimits, (limit) => render(view, limit));
}

function render(view: RequestStep2View, limit: number): AdaptiveCard {
  const { draft, problems, policy } = view;
  const name = cutText(draft.typed.personName ?? '', NAME_ON_CARD).text;
  const fromMessage = cutText(view.fromMessage ?? '', Math.min(limit, 1500)).text;
  return expand({
    emergency: urgentBox(policy.emergencyAdvice.value, view.urgentBecause),
    notice: noticeBox(view.notice),
    summary: problemSummary(problems, 'Send request') ?? '',
    about: name === '' ? '' : `, about ${plain(name)}`,
    fromMessage,
    fromMessageText: prose(fromMessage),
    ...organisationChoices(view),
    fields: formFields(step2Fields, withLength(view), problems, limit),
    inviteChoices: inviteChoices.map(({ answer, label }) => ({ title: label, value: answer })),
    basisChoices: basisChoices.map(({ basis, label }) => ({ title: label, value: basis })),
    lengths: policy.meetingLengths.value.map((minutes) => ({ title: lengthWords(minutes), value: String(minutes) })),
    moreOpen: isMoreOpen(view),
    actions: buttons(view),
  });
}

function buttons({ draft, press }: RequestStep2View) {
  const data = { draftId: draft.id, step: 2 };
  return [
    actionButton({ title: 'Send request', verb: 'submit-request', data: { ...data, press }, style: 'positive' }),
    actionButton({ title: 'Back', verb: 'to-step-1', data }),
    actionButton({ title: 'Save for later', verb: 'save-draft', data }),
  ];
}

/** The list always stands on a length: the area's usual one until another is chosen. */
function withLength({ draft, policy }: RequestStep2View) {
  const typed = draft.typed.lengthMinutes ?? '';
  const known = policy.meetingLengths.value.some((minutes) => String(minutes) === typed);
  return { ...draft.typed, lengthMinutes: known ? typed : String(policy.defaultMeetingLength.value) };
}

/** What stands behind "Add more" is shown by itself once it holds something or is to be put right. */
function isMoreOpen(view: RequestStep2View): boolean {
  const usual = String(view.policy.defaultMeetingLength.value);
  const holds = (field: (typeof optionalFields)[number]) => {
    const typed = view.draft.typed[field]?.trim() ?? '';
    return typed !== '' && !(field === 'lengthMinutes' && typed === usual);
  };
  const wrong = (field: RequestField) => view.problems.some((problem) => problem.field === field);
  return optionalFields.some((field) => holds(field) || wrong(field));
}

function organisationChoices(view: RequestStep2View) {
  const { directory, draft } = view;
  const chosen = new Set(draft.typed.organisationIds ?? []);
  const few = directory.length <= CHECKLIST_LIMIT;
  const listed = few ? directory : directory.filter((organisation) => chosen.has(organisation.id));
  return {
    organisationErrors: errorLines(view.problems, 'organisationIds'),
    organisations: listed.map(tickable),
    organisationsLabel: few ? 'Organisations to invite' : 'Organisations you have chosen',
    organisationsValue: listed.flatMap(({ id }) => (chosen.has(id) ? [id] : [])).join(','),
    search: few ? null : searchPart(view, chosen),
  };
}

function searchPart({ draft, search }: RequestStep2View, chosen: ReadonlySet<string>) {
  const query = cutText(search?.query ?? '', NAME_ON_CARD).text;
  const fits = search?.found ?? [];
  const found = fits.filter(({ id }) => !chosen.has(id)).slice(0, CHECKLIST_LIMIT);
  const asked = search !== undefined && query !== '';
  const numbers = { found: found.length, chosen: fits.length - found.length, most: CHECKLIST_LIMIT };
  const nothingTyped = search !== undefined && query === '';
  return {
    label: 'Find an organisation by a word of its name',
    query,
    button: actionButton({ title: 'Find', verb: 'find-agencies', data: { draftId: draft.id, step: 2 } }),
    errors: nothingTyped ? ['Error: Type a word of the organisation’s name, then press Find.'] : [],
    said: asked ? plain(searchWords({ query, ...numbers })) : '',
    found: asked ? found.map(tickable) : [],
  };
}

function tickable({ id, name }: Tickable): { title: string; value: string } {
  return { title: cutText(name, NAME_ON_CARD).text, value: id };
}
