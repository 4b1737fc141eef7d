import type { Response } from 'express';
import type { Visitor } from '../../services/sign-in/model.ts';
import type { Site } from '../site/site.ts';

/** Where professionals without Teams ask for a Meeting by Exception. */
export const REQUEST = '/request-meeting';

/** The pages of a draft: the two steps, and between them two questions where the reason for no MDT says too little. */
export const requestSteps = ['1', 'mdt', '2'] as const;
export type RequestStep = (typeof requestSteps)[number];

/** Where a draft goes on. */
export const draftUrl = (draftId: string) => `${REQUEST}/draft/${draftId}`;

/** One page of a draft; opened from the check page it leads back to it. */
export function stepUrl(draftId: string, step: RequestStep, fromCheck = false): string {
  return `${draftUrl(draftId)}/${step}${fromCheck ? '?back=check' : ''}`;
}

export const checkUrl = (draftId: string) => `${draftUrl(draftId)}/check`;

/** A request that was sent. */
export const requestUrl = (requestId: string) => `/requests/${requestId}`;

/** A draft that cannot be worked on: it has been sent, which its own page says best, or it is not there. */
export async function refused(
  site: Site,
  to: { response: Response; visitor: Visitor },
  refusal: { reason: string; requestId?: string },
): Promise<void> {
  if (refusal.requestId !== undefined) return to.response.redirect(303, requestUrl(refusal.requestId));
  await site.notFound(to.response, to.visitor);
}
