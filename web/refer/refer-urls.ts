import type { Response } from 'express';
import type { ReferralStep } from '../../services/referrals/draft-model.ts';
import { isTaken } from '../../services/referrals/own-referral.ts';
import { professionalRoutes } from '../../services/referrals/steps.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import type { Site } from '../site/site.ts';

/** Where somebody says whom a referral is about. */
export const REFER = '/refer';

/** Who may refer on these pages: themself, for somebody they care for, or as a professional. */
export const writers = ['self', 'carer', 'professional'] as const;
export type Writer = (typeof writers)[number];

/** Reads the writer from an address. */
export function writerOf(text: string | undefined): Writer | undefined {
  return writers.find((one) => one === text);
}

/** Whether the area takes referrals from them. */
export function takes({ deps }: Site, writer: Writer): boolean {
  return writer === 'professional' ? professionalRoutes(deps.policy).length > 0 : isTaken(writer, deps.policy);
}

/** Where a draft goes on. */
export const draftUrl = (draftId: string) => `${REFER}/draft/${draftId}`;

/** One step of a draft; opened from the check page it leads back to it. */
export function stepUrl(draftId: string, step: ReferralStep, fromCheck = false): string {
  return `${draftUrl(draftId)}/${step}${fromCheck ? '?back=check' : ''}`;
}

export const checkUrl = (draftId: string) => `${draftUrl(draftId)}/check`;

/** A referral that was sent. */
export const referralUrl = (referralId: string) => `/referrals/${referralId}`;

/** A draft that cannot be worked on: it has been sent, which its own page says best, or it is not there. */
export async function refused(
  site: Site,
  to: { response: Response; visitor: Visitor },
  refusal: { reason: string; referralId?: string },
): Promise<void> {
  if (refusal.referralId !== undefined) return to.response.redirect(303, referralUrl(refusal.referralId));
  await site.notFound(to.response, to.visitor);
}
