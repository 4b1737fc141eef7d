import { informationFormats } from '../consent/model.ts';
import type { AreaPolicy } from '../policies/model.ts';
import type { ReferralFieldSpec, TypedReferral } from './draft-model.ts';
import type { ReferralRoute } from './model.ts';

/** The routes on which nobody refers as a professional: about oneself, or about somebody one cares for. */
const ownRoutes = ['self', 'carer'] as const satisfies ReferralRoute[];
export type OwnRoute = (typeof ownRoutes)[number];

type Writer = {
  typed: TypedReferral;
  /** On the web pages: who is at work on it, and the address that they have confirmed. */
  outside?: { name: string; email: string } | undefined;
};

/**
 * Whether somebody on the web pages refers themself or somebody they care for; undefined for professionals, and for what a
 * coordinator enters for somebody.
 */
export function ownRouteOf({ typed, outside }: Writer): OwnRoute | undefined {
  if (outside === undefined || typed.forAnother === 'yes') return undefined;
  return ownRoutes.find((route) => route === typed.route);
}

/** Whether an area takes referrals on this route. */
export function isTaken(route: ReferralRoute, policy: Pick<AreaPolicy, 'referralRoutes'>): boolean {
  return policy.referralRoutes.value.includes(route);
}

/** What somebody on the web pages says of themself, before the person is spoken of. In Teams their name is known. */
export function ownDetails(writer: Writer): ReferralFieldSpec[] {
  if (writer.outside === undefined || writer.typed.forAnother === 'yes') return [];
  const phone = { field: 'phone', input: 'phone', required: false } as const;
  const name = { field: 'contactName', input: 'line', required: true } as const;
  switch (ownRouteOf(writer)) {
    case 'self':
      return [];
    case 'carer':
      return [name, { field: 'contactRelation', input: 'line', required: true }, phone];
    default:
      return [
        name,
        { field: 'jobRole', input: 'line', required: true },
        { field: 'organisation', input: 'line', required: true },
        { ...phone, required: true },
      ];
  }
}

/** Whoever refers themself is the person: only a number to ring is asked besides. */
export function ownPhone(writer: Writer): ReferralFieldSpec[] {
  return ownRouteOf(writer) === 'self' ? [{ field: 'phone', input: 'phone', required: false }] : [];
}

/** Whoever agrees for themself on the page need not say who agrees, when and how. */
export const ownConsentFields: readonly ReferralFieldSpec[] = [
  { field: 'informationFormat', input: 'choice', required: true, choices: informationFormats },
  { field: 'consentSharing', input: 'choice', required: true, choices: ['yes', 'no'] },
];

/**
 * How somebody on the web pages is usually told things: at the address they have confirmed, about themself or as the one who
 * speaks for the person. It stands in the form until they put something else there.
 */
export function usualTold(writer: Writer): Partial<Record<ReferralFieldSpec['field'], string>> {
  const { typed, outside } = writer;
  const own = ownRouteOf(writer);
  if (outside === undefined || own === undefined) return {};
  if (own === 'self') return { personVia: 'email', personDetail: outside.email };
  const representativeName = typed.contactName || outside.name;
  return { representativeName, representativeVia: 'email', representativeDetail: outside.email };
}
