import type { DemoService } from '../demo.ts';

/**
 * Somebody invited answers in their own calendar.
 *
 * @param addressPart part of their address
 * @returns their name
 */
export type AnswerInvitation = (
  demo: DemoService,
  addressPart: string,
  response: 'accepted' | 'declined',
) => Promise<string>;

/** Answers an invitation that came as a mail, on the demo's outbox page. */
export const answerOnOutboxPage: AnswerInvitation = async ({ service: { url }, outbox }, addressPart, response) => {
  const items = await outbox.list();
  const item = items.find((entry) => entry.calendarMethod === 'REQUEST' && entry.to.address.includes(addressPart));
  if (!item) throw new Error(`nobody at ${addressPart} got an invitation`);
  const answered = await fetch(`${url}/outbox/${item.id}/answer`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url },
    body: new URLSearchParams({ response }),
    redirect: 'manual',
  });
  if (answered.status >= 400) throw new Error(`the answer was refused with ${answered.status}`);
  return item.to.name;
};
