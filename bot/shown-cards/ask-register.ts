import { registerEnquiryFormCard } from '../../cards/register-enquiry-form.card.ts';
import type { AskProblem, TypedEnquiry } from '../../services/register-enquiries/model.ts';
import { askRegisterWords } from '../../wording/ask-register.ts';
import { referralsOnlyInChat } from '../referral-messages.ts';
import type { ShownCard, Turn } from '../turn.ts';

const nothingTyped: TypedEnquiry = { personName: '', dateOfBirth: '', nhsNumber: '', why: '' };

/** The form of "is somebody on the register?", with what was typed where it came back. */
export function showAskRegister(
  turn: Turn,
  typed: TypedEnquiry = nothingTyped,
  problems: readonly AskProblem[] = [],
): ShownCard {
  if (turn.where === 'channel') return referralsOnlyInChat();
  const { policy, newId } = turn.deps;
  return {
    card: registerEnquiryFormCard({ typed, problems, policy, press: newId() }),
    summary: askRegisterWords.heading,
  };
}
