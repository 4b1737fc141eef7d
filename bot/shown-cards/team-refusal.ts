import { messageCard } from '../../cards/message.card.ts';
import { type TeamRefusal, teamRefusalText } from '../../wording/team-refusals.ts';
import type { ShownCard } from '../turn.ts';

const HEADING = 'That was not possible';

/** A refusal where there is no record to show with it. */
export function showTeamRefusal(refusal: TeamRefusal): ShownCard {
  return { card: messageCard({ heading: HEADING, text: [teamRefusalText(refusal)], buttons: [] }), summary: HEADING };
}
