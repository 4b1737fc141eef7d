import { enquiryFacts } from '../facts-store.ts';
import { type Composer, nothing } from './composer.ts';

/** Somebody asks whether a person is on the register: a card to the DSR channel, while it waits for its answer. */
export const composeRegisterEnquiry: Composer = async (deps, { detail }) => {
  const enquiry = await enquiryFacts(deps.db, detail?.enquiryId);
  if (enquiry === null) return nothing('gone');
  if (enquiry.answered) return nothing('ended');
  return { do: 'post', receiver: { to: 'channel' }, message: { kind: 'register-enquiry', enquiryId: enquiry.id } };
};

/** The coordinator's answer: a card to whoever asked, and to nobody else. */
export const composeRegisterEnquiryAnswered: Composer = async (deps, { detail, professionalId }) => {
  const enquiry = await enquiryFacts(deps.db, detail?.enquiryId);
  if (enquiry === null || !enquiry.answered) return nothing('gone');
  if (professionalId !== null && professionalId !== enquiry.askedById) return nothing('not-allowed');
  const receiver = { to: 'professional', professionalId: enquiry.askedById } as const;
  return { do: 'post', receiver, message: { kind: 'register-enquiry-answered', enquiryId: enquiry.id } };
};
