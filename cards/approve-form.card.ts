import type { OrganisationListing } from '../services/agencies/model.ts';
import type { FieldProblem, RequestView, TypedRequest } from '../services/mbe-requests/model.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { inviteChoices } from '../wording/invite-answers.ts';
import { placeLabel, type TeamFieldProblem } from '../wording/team-form.ts';
import { lengthWords } from '../wording/team-request.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { errorLines, formFields, inputLimits } from './form-field.ts';
import { organisationPicker } from './organisation-picker.ts';
import { type FormRequest, teamField, teamFormButtons, teamFormTop } from './team-form.ts';
import { cardTemplate } from './template.ts';

const fields = [
  ...(['furtherPeople', 'lengthMinutes', 'neededBy', 'place'] as const),
  ...(['individualAnswer', 'individualDetail', 'carerAnswer', 'carerDetail'] as const),
] as const;

/** What the form holds: at first what the requester asked for, then what the coordinator made of it. */
export type TypedApproval = Pick<TypedRequest, 'organisationIds' | (typeof fields)[number]> & {
  purposeCategory?: string | undefined;
};

export type ApproveFormView = {
  request: FormRequest & Pick<RequestView, 'version' | 'lengthMinutes' | 'individual' | 'carer'>;
  typed: TypedApproval;
  /** What is wrong with the request's own fields, and with the category. */
  problems: readonly FieldProblem[];
  teamProblems: readonly TeamFieldProblem[];
  directory: readonly Pick<OrganisationListing, 'id' | 'name' | 'agreementInForce'>[];
  /** A search of the directory that was pressed: `query` as typed, and what it found. */
  search?: { query: string; found: ApproveFormView['directory'] } | undefined;
  policy: Pick<AreaPolicy, 'purposeCategories' | 'meetingLengths'>;
  notice?: CardNotice | undefined;
  press: string;
};

const expand = cardTemplate(import.meta.dirname, 'approve-form');

/** Approving, with what the coordinator may correct filled in as it was asked for. */
export function approveFormCard(view: ApproveFormView): AdaptiveCard {
  return fitCard(inputLimits, (limit) => render(view, limit));
}

function render(view: ApproveFormView, limit: number): AdaptiveCard {
  const { request, typed, policy } = view;
  return expand({
    ...teamFormTop('Approve', request, view.notice),
    ...organisations(view),
    placeLabel,
    fields: {
      purposeCategory: teamField('purposeCategory', typed.purposeCategory, view.teamProblems, limit),
      ...formFields(fields, typed, view.problems, limit),
    },
    askIndividual: request.individual.answer === 'not-said',
    askCarer: request.carer.answer === 'not-said',
    inviteChoices: inviteChoices.map(({ answer, label }) => ({ title: label, value: answer })),
    purposeCategories: policy.purposeCategories.value.map(({ code, label }) => ({ title: label, value: code })),
    lengths: lengths(view),
    actions: teamFormButtons(request, {
      title: 'Approve request',
      verb: 'approve-request',
      data: { version: request.version, press: view.press },
      style: 'positive',
    }),
  });
}

/** The policy's lengths, and the one that was asked for should the policy have changed since. */
function lengths({ request, policy }: ApproveFormView): { title: string; value: string }[] {
  const all = [...new Set([...policy.meetingLengths.value, request.lengthMinutes])].toSorted((a, b) => a - b);
  return all.map((minutes) => ({ title: lengthWords(minutes), value: String(minutes) }));
}

function organisations(view: ApproveFormView) {
  const { directory, typed, search, request } = view;
  return organisationPicker({
    directory,
    chosenIds: typed.organisationIds ?? [],
    search,
    errors: errorLines(view.problems, 'organisationIds'),
    labels: { all: 'Organisations to invite', chosen: 'Organisations chosen' },
    find: { verb: 'open-approve', data: { requestId: request.id, version: request.version, filled: 'yes' } },
  });
}
