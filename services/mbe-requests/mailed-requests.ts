import type { MailedRequests } from '../mailbox/shared-mailbox.ts';
import type { Deps } from '../platform/deps.ts';
import { fillMailedDraft } from './fill-mailed-draft.ts';
import { submitMailedRequest } from './submit-mailed-request.ts';

/** What makes requests and drafts of the messages of the shared mailbox. */
export function mailedRequests(deps: Deps): MailedRequests {
  return {
    submit: (input) => submitMailedRequest(deps, input),
    fill: (input) => fillMailedDraft(deps, input),
  };
}
