import { listOrganisations } from '../services/agencies/store.ts';
import type { TypedRequest } from '../services/mbe-requests/model.ts';
import { type PastedRequest, readPastedRequest } from '../services/mbe-requests/read-pasted-request.ts';
import { saveDraft } from '../services/mbe-requests/save-draft.ts';
import { dayOf } from '../services/platform/time.ts';
import { notices } from '../wording/messages.ts';
import { draftRefused, showStep1 } from './draft-cards.ts';
import type { ShownCard, Turn } from './turn.ts';

/**
 * A text as a draft: the first step with what was understood filled in, and beside it what found no field. It is kept at
 * once, because half of it belongs to the second step, which is not on the card yet.
 */
export async function draftOfText(turn: Turn, text: string, draftId: string): Promise<ShownCard> {
  const { deps, actor } = turn;
  const pasted = readPastedRequest(text, await listOrganisations(deps.db, dayOf(deps.clock.now())));
  const kept = await saveDraft(deps, { actor, draftId, typed: typedIn(pasted), check: 'nothing' });
  if (!kept.ok) return draftRefused(turn, kept.reason === 'incomplete' ? { reason: 'not-found' } : kept);
  const understood = Object.keys(pasted.understood).length > 0;
  const notice = { tone: 'good', text: understood ? notices.pasted : notices.textBeside } as const;
  return showStep1(turn, kept.value, { notice, fromMessage: leftOver(pasted) });
}

/** As much as any field of a draft can hold; a name of this length comes back as too long. */
const LONGEST = 20_000;

/** What was understood, in the fields it belongs to. The explicit answers stay open: they are never guessed. */
function typedIn(pasted: PastedRequest): TypedRequest {
  const { personName, purpose, whyNoMdt } = pasted.understood;
  const texts: TypedRequest = {
    ...{ personName, purpose, whyNoMdt, ...pasted.facts },
    furtherPeople: pasted.invitedEmails.map(({ name, email }) => (name ? `${name}, ${email}` : email)).join('\n'),
    ...{ individualDetail: pasted.saysAboutIndividual, carerDetail: pasted.saysAboutCarer },
  };
  const found = Object.entries(texts).flatMap(([field, text]) =>
    typeof text === 'string' && text !== '' ? [[field, text.slice(0, LONGEST)]] : [],
  );
  return { ...Object.fromEntries(found), organisationIds: pasted.organisations };
}

/** What found no field of its own: shown beside both steps. Whom to invite is there in full, since only names are taken. */
function leftOver({ understood, unplaced }: PastedRequest): string {
  return [understood.whoToInvite ?? '', ...unplaced].filter((part) => part !== '').join('\n');
}
