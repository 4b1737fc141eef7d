import type { MailedRequests } from '../mailbox/shared-mailbox.ts';
import type { Deps } from '../platform/deps.ts';
import { fillMailedDraft } from './fill-mailed-draft.ts';
import type { WithoutOurWords } from './replied-text.ts';
import { submitMailedRequest } from './submit-mailed-request.ts';

/**
 * What makes requests and drafts of the messages of the shared mailbox.
 *
 * @param withoutOurs knows the words of our mails that such a message may answer
 */
export function mailedRequests(deps: Deps, withoutOurs: WithoutOurWords = (line) => line): MailedRequests {
  return {
    submit: (input) => submitMailedRequest({ ...deps, withoutOurs }, input),
    fill: (input) => fillMailedDraft({ ...deps, withoutOurs }, input),
  };
}
