import type { RequestView } from '../services/mbe-requests/model.ts';
import { type TeamField, type TeamFieldProblem, teamFieldLabels, teamFieldProblemText } from '../wording/team-form.ts';
import { actionButton } from './action-button.ts';
import type { CardElement, CardNotice } from './adaptive-card.ts';
import { noticeBox } from './card-top.ts';
import type { FormField } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';

/** The request that a form is about. */
export type FormRequest = Pick<RequestView, 'id' | 'reference' | 'personName'>;

const NAME_ON_CARD = 80;

/** What stands on top of every form of the DSR team. */
export function teamFormTop(doing: string, request: FormRequest, notice?: CardNotice) {
  return {
    heading: `${doing} ${request.reference}`,
    about: plain(cutText(request.personName, NAME_ON_CARD).text),
    notice: noticeBox(notice),
  };
}

/** The form's own button and the way back to the request's card. */
export function teamFormButtons(
  request: FormRequest,
  send: { title: string; verb: string; data: Record<string, string | number>; style?: 'positive' | 'destructive' },
): CardElement[] {
  return [
    actionButton({ ...send, data: { requestId: request.id, ...send.data } }),
    actionButton({ title: 'Back', verb: 'show-request', data: { requestId: request.id } }),
  ];
}

/** A field with what was typed put back into it; what is too long for a card is cut, and the card says so. */
export function teamField(
  field: TeamField,
  typed: string | undefined,
  problems: readonly TeamFieldProblem[],
  limit: number,
): FormField {
  const errors = problems
    .filter((problem) => problem.field === field)
    .map((problem) => `Error: ${teamFieldProblemText(problem)}`);
  const kept = cutText(typed ?? '', limit);
  const cut = kept.left === 0 ? [] : ['Error: This was too long to be kept whole. Check what is missing at its end.'];
  return { label: teamFieldLabels[field], value: kept.text, errors: [...errors, ...cut] };
}
