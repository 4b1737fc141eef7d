import type { MailedRequests } from '../mailbox/shared-mailbox.ts';
import type { Deps } from '../platform/deps.ts';
import { submitMailedRequest } from './submit-mailed-request.ts';

/** What the shared mailbox has made of its messages. */
export function mailedRequests(deps: Deps): MailedRequests {
  const findInTenant = deps.findInTenant ?? null;
  return { submit: (input) => submitMailedRequest({ ...deps, findInTenant }, input) };
}
