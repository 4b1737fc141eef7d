import { nameKey } from '../people/name-key.ts';
import { isEmailAddress } from '../platform/email-address.ts';
import { cleanLine } from '../platform/free-text.ts';
import { isPhoneNumber } from '../platform/phone-number.ts';
import { MAX_REFERRAL_LINE } from './check-fields.ts';
import type { ReferralDraftView, ReferralProblem, TypedProfessional, TypedReferral } from './draft-model.ts';
import type { KeyProfessionalView } from './model.ts';

/** The fields of one key professional, as they come from the card. */
export const professionalFields = [
  'professionalName',
  'professionalRole',
  'professionalOrganisation',
  'professionalEmail',
  'professionalPhone',
] as const;

/**
 * Reads the key professional whose details stand in the fields. Empty fields are nobody, and no problem: those already
 * named count.
 */
export function readTypedProfessional(typed: TypedReferral): {
  added: TypedProfessional | undefined;
  problems: ReferralProblem[];
} {
  const [name = '', jobRole = '', organisation = '', email = '', phone = ''] = professionalFields.map((field) =>
    cleanLine(typed[field] ?? ''),
  );
  if ([name, jobRole, organisation, email, phone].every((text) => text === ''))
    return { added: undefined, problems: [] };
  const problems: ReferralProblem[] = [];
  if (nameKey(name) === '') problems.push({ field: 'professionalName', problem: 'missing' });
  if (jobRole === '') problems.push({ field: 'professionalRole', problem: 'missing' });
  if (email === '' && phone === '') problems.push({ field: 'professionalEmail', problem: 'no-way-to-reach' });
  if (email !== '' && !isEmailAddress(email)) problems.push({ field: 'professionalEmail', problem: 'bad-email' });
  if (phone !== '' && !isPhoneNumber(phone))
    problems.push({ field: 'professionalPhone', problem: 'not-a-phone-number' });
  for (const field of professionalFields) {
    if (cleanLine(typed[field] ?? '').length > MAX_REFERRAL_LINE) problems.push({ field, problem: 'too-long' });
  }
  const added = problems.length === 0 ? { name, jobRole, organisation, email, phone } : undefined;
  return { added, problems };
}

/** The list with one more; the same person pressed in twice stays one. */
export function withProfessional(listed: readonly TypedProfessional[], added: TypedProfessional): TypedProfessional[] {
  const key = ({ name, email, phone }: TypedProfessional) => [nameKey(name), email.toLowerCase(), phone].join(' ');
  return listed.some((one) => key(one) === key(added)) ? [...listed] : [...listed, added];
}

/** The list with whoever stands in the fields moved into it, and the fields empty again. */
export function withTypedProfessional(typed: TypedReferral): TypedReferral {
  const { added } = readTypedProfessional(typed);
  if (!added) return typed;
  const emptied = Object.fromEntries(professionalFields.map((field) => [field, '']));
  return { ...typed, ...emptied, professionals: withProfessional(typed.professionals ?? [], added) };
}

/** The person at work on the draft, as a key professional. */
export function meAsProfessional({ typed, me, profile }: ReferralDraftView): TypedProfessional {
  return {
    name: (me.outside && cleanLine(typed.contactName ?? '')) || me.name,
    jobRole: cleanLine(typed.jobRole ?? '') || (profile.jobRole ?? ''),
    organisation: cleanLine(typed.organisation ?? '') || (profile.organisation ?? ''),
    email: me.email ?? '',
    phone: cleanLine(typed.phone ?? '') || (profile.phone ?? ''),
  };
}

/** The lead professional, where they are the one who refers; undefined on every other route. */
export function leadOf(draft: ReferralDraftView): TypedProfessional | undefined {
  const { typed } = draft;
  if (typed.route !== 'lead-professional') return undefined;
  if (typed.forAnother !== 'yes') return meAsProfessional(draft);
  const detail = cleanLine(typed.contactDetail ?? '');
  return {
    name: cleanLine(typed.contactName ?? ''),
    jobRole: cleanLine(typed.contactRelation ?? ''),
    organisation: '',
    email: typed.contactVia === 'email' ? detail : '',
    phone: typed.contactVia === 'phone' ? detail : '',
  };
}

/** Everybody named, the lead professional first; whoever was named a second time as a key professional is one person. */
export function keyProfessionalsOf(draft: ReferralDraftView): KeyProfessionalView[] {
  const lead = leadOf(draft);
  const listed = withTypedProfessional(draft.typed).professionals ?? [];
  const others = lead ? listed.filter(({ name }) => nameKey(name) !== nameKey(lead.name)) : listed;
  const view = (one: TypedProfessional, isLead: boolean): KeyProfessionalView => ({
    name: one.name,
    jobRole: one.jobRole || null,
    organisation: one.organisation || null,
    email: one.email || null,
    phone: one.phone || null,
    lead: isLead,
  });
  return [...(lead ? [view(lead, true)] : []), ...others.map((one) => view(one, false))];
}
