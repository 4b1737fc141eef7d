import { z } from 'zod';
import { viewOutcome } from '../../services/meetings/view-outcome.ts';
import { recordPanelDiscussion as record } from '../../services/register/record-panel-discussion.ts';
import { panelRefusal, panelWords } from '../../wording/panel.ts';
import { shownDecisions } from '../outcome-cards.ts';
import { pressKey, tickedValues, typedText, versionSeen } from '../press-data.ts';
import { panelFilter, panelPlace, readPlace, showPanelPerson } from '../shown-cards/panel.ts';
import { showTeamRefusal } from '../shown-cards/team-refusal.ts';
import { cardAction, type ShownCard, type Turn } from '../turn.ts';

const data = panelPlace.extend({
  entryId: z.guid(),
  version: versionSeen,
  press: pressKey,
  filter: panelFilter,
  go: z.enum(['more', 'next']),
  organisationIds: tickedValues,
  foundOrganisationIds: tickedValues,
  note: typedText,
});

/** Records that the panel discussed somebody, then goes on to their decisions and actions, or to the next person. */
export const recordPanelDiscussion = cardAction('record-panel-discussion', data, async (turn, pressed) => {
  const { entryId, version, press, filter, go, note } = pressed;
  const { deps, actor } = turn;
  const organisationIds = [...new Set([...pressed.organisationIds, ...pressed.foundOrganisationIds])];
  const typed = { organisationIds, note };
  const recorded = await record(deps, { actor, entryId, version, press, ...typed, more: go === 'more' });
  if (recorded.ok) {
    const { meetingId } = recorded.value;
    if (go === 'more' && meetingId !== null) return showDecisions(turn, meetingId);
    const notice = { tone: 'good', text: panelWords.recorded } as const;
    return showPanelPerson(turn, { after: readPlace(pressed) }, filter, { notice });
  }
  if (recorded.reason === 'not-allowed' || recorded.reason === 'not-found') return showTeamRefusal(recorded);
  if (recorded.reason === 'incomplete') {
    return showPanelPerson(turn, { entryId }, filter, { typed, problems: recorded.problems });
  }
  const notice = { tone: 'warning', text: panelRefusal(recorded.reason) } as const;
  return showPanelPerson(turn, { entryId }, filter, { typed, notice });
});

async function showDecisions(turn: Turn, meetingId: string): Promise<ShownCard> {
  const found = await viewOutcome(turn.deps, { actor: turn.actor, meetingId });
  if (!found.ok) return showTeamRefusal(found);
  const { meeting, outcome, parties } = found.value;
  if (outcome === null) throw new Error('An outcome is gone');
  const notice = { tone: 'good', text: panelWords.recordedMore } as const;
  return shownDecisions(turn, { meeting, outcome, parties, notice });
}
