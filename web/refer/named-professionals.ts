import type { Request } from 'express';
import type { ReferralProblem, TypedReferral } from '../../services/referrals/draft-model.ts';
import {
  keyProfessionalsOf,
  meAsProfessional,
  readTypedProfessional,
  withProfessional,
  withTypedProfessional,
} from '../../services/referrals/key-professionals.ts';
import { referWords as words } from '../../wording/pages/refer.ts';
import type { Voice } from '../../wording/pages/refer-fields.ts';
import { professionalWords } from '../../wording/referral-answers.ts';
import { typedOf } from '../site/form.ts';
import type { OpenDraft } from './refer-draft.ts';
import { draftUrl } from './refer-urls.ts';

/** The professionals named so far, each with a button to take them out; null where there are none. */
export function namedPart({ draft, context }: OpenDraft, fromCheck: boolean) {
  const named = keyProfessionalsOf({ ...draft, typed: { ...context.typed, professionalName: '' } });
  if (named.length === 0) return null;
  // The lead professional is listed first and is no row of the draft's own list.
  const leads = named.filter(({ lead }) => lead).length;
  return {
    heading: words.named,
    takeOut: words.takeOut,
    action: `${draftUrl(draft.id)}/take-out${fromCheck ? '?back=check' : ''}`,
    people: named.map((one, index) => ({
      text: professionalWords(one),
      name: one.name,
      row: one.lead ? null : index - leads,
    })),
  };
}

/** The buttons under the fields of one professional. */
export function moreOf(voice: Voice): { value: string; text: string }[] {
  const add = { value: 'add', text: words.addThis };
  return voice === undefined ? [add, { value: 'me', text: words.iAmOne }] : [add];
}

/** What "Add this person" and "I am one of them" make of the draft; undefined where another button was pressed. */
export function professionalsPressed(
  request: Request<Record<string, string>>,
  { draft }: OpenDraft,
): { typed: TypedReferral; problems?: ReferralProblem[] } | undefined {
  const go = typedOf(request, 'go');
  if (go === 'me') {
    const professionals = withProfessional(draft.typed.professionals ?? [], meAsProfessional(draft));
    return { typed: { ...draft.typed, professionals } };
  }
  if (go !== 'add') return undefined;
  const { added, problems } = readTypedProfessional(draft.typed);
  if (problems.length > 0) return { typed: draft.typed, problems };
  if (!added) return { typed: draft.typed, problems: [{ field: 'professionalName', problem: 'missing' }] };
  return { typed: withTypedProfessional(draft.typed) };
}
