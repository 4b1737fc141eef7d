import type { CardNotice } from '../../cards/adaptive-card.ts';
import { mailboxCard, mailedMessageCard, mailedTextCard } from '../../cards/mailed-message.card.ts';
import { messageCard } from '../../cards/message.card.ts';
import { listMailedMessages } from '../../services/mailbox/list-mailed-messages.ts';
import type { MailFilter, TriageProblem } from '../../services/mailbox/triage-model.ts';
import { viewMailedMessage } from '../../services/mailbox/view-mailed-message.ts';
import { type MailRefusal, mailRefusalText, mailSummary, mailSummaryOf } from '../../wording/mailbox.ts';
import type { ShownCard, Viewing } from '../turn.ts';

const HEADING = 'That was not possible';

/** A refusal where there is no message to show with it. */
export function showMailRefusal(refusal: MailRefusal): ShownCard {
  return { card: messageCard({ heading: HEADING, text: [mailRefusalText(refusal)], buttons: [] }), summary: HEADING };
}

/** What came back with a note that could not be taken. */
type Again = { typed: string; problems: readonly TriageProblem[] };

/** A message of the shared mailbox in its present state. `opened`: somebody opened it to look, which is put on record. */
export async function showMailedMessage(
  { deps, actor }: Viewing,
  mailedMessageId: string,
  { notice, again, opened = false }: { notice?: CardNotice; again?: Again; opened?: boolean } = {},
): Promise<ShownCard> {
  const found = await viewMailedMessage(deps, { actor, mailedMessageId, opened });
  if (!found.ok) return showMailRefusal(found);
  const message = found.value;
  return {
    card: mailedMessageCard({ message, notice, newId: deps.newId, ...again }),
    summary: mailSummaryOf(message),
    shows: { card: 'mailed-message', nounId: mailedMessageId, revision: message.state },
  };
}

/** Every word of a message. */
export async function showMailedText(
  { deps, actor }: Viewing,
  mailedMessageId: string,
  page: number,
): Promise<ShownCard> {
  const found = await viewMailedMessage(deps, { actor, mailedMessageId, opened: true });
  if (!found.ok) return showMailRefusal(found);
  return { card: mailedTextCard(found.value, page), summary: mailSummary.waiting };
}

/** One page of a list of the mailbox. */
export async function showMailboxPage({ deps, actor }: Viewing, filter: MailFilter, page: number): Promise<ShownCard> {
  const list = await listMailedMessages(deps, { actor, filter, page });
  if (!list.ok) return showMailRefusal(list);
  return { card: mailboxCard(list.value, deps.clock.now()), summary: mailSummary.list };
}
