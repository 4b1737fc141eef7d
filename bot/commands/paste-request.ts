import { listOrganisations } from '../../services/agencies/store.ts';
import type { TypedRequest } from '../../services/mbe-requests/model.ts';
import { type PastedRequest, readPastedRequest } from '../../services/mbe-requests/read-pasted-request.ts';
import { dayOf } from '../../services/platform/time.ts';
import { notices } from '../../wording/messages.ts';
import { startDraft } from '../draft-cards.ts';
import { onlyInChat } from '../message-cards.ts';
import type { Command } from '../turn.ts';

/** A whole request pasted as text: the first step with what was understood filled in. */
export const pasteRequest: Command = {
  name: 'paste-request',
  matches: (text) => (readPastedRequest(text, []).looksLikeRequest ? { text } : undefined),
  run: async (turn, { text = '' }) => {
    if (turn.where === 'channel') return [onlyInChat()];
    const { deps } = turn;
    const pasted = readPastedRequest(text, await listOrganisations(deps.db, dayOf(deps.clock.now())));
    const notice = { tone: 'good', text: notices.pasted } as const;
    return [await startDraft(turn, typedIn(pasted), { notice, fromMessage: leftOver(pasted) })];
  },
};

/** What was understood, in the fields it belongs to. The explicit answers stay open: they are never guessed. */
function typedIn({ understood, invitedEmails, organisations, ...says }: PastedRequest): TypedRequest {
  const { personName, purpose, whyNoMdt } = understood;
  const furtherPeople = invitedEmails.map(({ name, email }) => (name ? `${name}, ${email}` : email)).join('\n');
  return {
    ...(personName ? { personName } : {}),
    ...(purpose ? { purpose } : {}),
    ...(whyNoMdt ? { whyNoMdt } : {}),
    ...(organisations.length > 0 ? { organisationIds: organisations } : {}),
    ...(furtherPeople ? { furtherPeople } : {}),
    ...(says.saysAboutIndividual ? { individualDetail: says.saysAboutIndividual } : {}),
    ...(says.saysAboutCarer ? { carerDetail: says.saysAboutCarer } : {}),
  };
}

/** What found no field of its own: shown beside both steps. Whom to invite is there in full, since only names are taken. */
function leftOver({ understood, unplaced }: PastedRequest): string {
  return [understood.whoToInvite ?? '', ...unplaced].filter((part) => part !== '').join('\n');
}
