import { CHECKLIST_LIMIT, type OrganisationListing } from '../services/agencies/model.ts';
import type { FieldProblem, RequestView, TypedRequest } from '../services/mbe-requests/model.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { searchWords } from '../wording/agency-search.ts';
import { placeLabel, type TeamFieldProblem } from '../wording/team-form.ts';
import { lengthWords } from '../wording/team-request.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { errorLines, formFields, inputLimits } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { type FormRequest, teamField, teamFormButtons, teamFormTop } from './team-form.ts';
import { cardTemplate } from './template.ts';

const fields = ['furtherPeople', 'lengthMinutes', 'neededBy', 'place'] as const;

/** What the form holds: at first what the requester asked for, then what the coordinator made of it. */
export type TypedApproval = Pick<TypedRequest, 'organisationIds' | (typeof fields)[number]> & {
  purposeCategory?: string | undefined;
};

export type ApproveFormView = {
  request: FormRequest & Pick<RequestView, 'version' | 'lengthMinutes'>;
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

const NAME_ON_CARD = 80;
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

/** The whole directory where it is short; else those chosen, and a search whose finds can be ticked as well. */
function organisations(view: ApproveFormView) {
  const { directory, typed, search, request } = view;
  const few = directory.length <= CHECKLIST_LIMIT;
  const chosen = new Set(typed.organisationIds);
  const listed = few ? directory : directory.filter(({ id }) => chosen.has(id));
  const found = search?.found.filter(({ id }) => !chosen.has(id)) ?? [];
  const query = cutText(search?.query ?? '', NAME_ON_CARD).text;
  const counts = { found: found.length, chosen: (search?.found.length ?? 0) - found.length, most: CHECKLIST_LIMIT };
  const find = { requestId: request.id, version: request.version, filled: 'yes' };
  return {
    organisations: {
      label: few ? 'Organisations to invite' : 'Organisations chosen',
      errors: errorLines(view.problems, 'organisationIds'),
      choices: listed.map(tickable),
      value: listed.flatMap(({ id }) => (chosen.has(id) ? [id] : [])).join(','),
    },
    search: few
      ? null
      : {
          query,
          button: actionButton({ title: 'Find', verb: 'open-approve', data: find }),
          said: query === '' ? null : plain(searchWords({ query, ...counts })),
          found: found.map(tickable),
        },
  };
}

function tickable(organisation: ApproveFormView['directory'][number]): { title: string; value: string } {
  const name = cutText(organisation.name, NAME_ON_CARD).text;
  const title = organisation.agreementInForce
    ? name
    : `${name} (no sharing agreement: told the time and reference only)`;
  return { title, value: organisation.id };
}
