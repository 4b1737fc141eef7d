import type { DisclosureBasis, InviteeView } from '../services/meetings/model.ts';

/** Whether somebody must be there, or whose place they take. Names are free text. */
export function needWords(
  { need, standsInForId }: Pick<InviteeView, 'need' | 'standsInForId'>,
  invitees: readonly Pick<InviteeView, 'id' | 'name'>[],
): string {
  if (standsInForId === null) return need === 'required' ? 'Required' : 'Useful';
  const holder = invitees.find(({ id }) => id === standsInForId);
  return `Stands in for ${holder?.name ?? 'somebody who is no longer invited'}`;
}

/** On what basis somebody without a sharing agreement may know about the person. */
export const disclosureBasisLabels: Record<DisclosureBasis, string> = {
  'person-consents': 'The person agrees that they are told',
  'clinical-lead': 'The clinical lead decides it',
};
