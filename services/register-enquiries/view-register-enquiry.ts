import { type Actor, isDsrTeam, type Relation } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordRead } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { enquiryMatches, findEnquiry } from './enquiry-store.ts';
import type { EnquiryView } from './model.ts';

/**
 * Shows a question about the register. The team sees who on record may match while it waits for an answer; the asker sees
 * their own question and a coordinator's answer, and nothing of what is on record. For anybody else it is not there.
 *
 * @param input.opened somebody of the team opened it to look, which is put on record
 */
export async function viewRegisterEnquiry(
  deps: Pick<Deps, 'db' | 'clock'>,
  input: { actor: Actor; enquiryId: string; opened?: boolean },
): Promise<Result<EnquiryView, NotAllowed | NotFound>> {
  const { actor, enquiryId } = input;
  const enquiry = await findEnquiry(deps.db, enquiryId);
  const isAsker = actor.kind === 'professional' && enquiry?.asker.id === actor.id;
  const relations: Relation[] = isAsker ? ['requester'] : ['none'];
  const about = { noun: 'register-enquiry', nounId: enquiryId, relations } as const;
  const refusal = await authorise(deps, 'view-register-enquiry', actor, about);
  if (refusal || enquiry === undefined) return refuse({ reason: 'not-found' });
  const forTheTeam = actor.kind === 'system' || isDsrTeam(actor);
  if (input.opened && forTheTeam) {
    await recordRead(deps, { useCase: 'view-register-enquiry', actor, noun: 'register-enquiry', nounId: enquiryId });
  }
  const matches = forTheTeam && enquiry.answer === null ? await enquiryMatches(deps.db, enquiryId) : [];
  return ok({ ...enquiry, matches });
}
