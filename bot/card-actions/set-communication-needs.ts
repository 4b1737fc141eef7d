import { z } from 'zod';
import { setCommunicationNeeds as set } from '../../services/people/set-communication-needs.ts';
import { needsWords } from '../../wording/communication-needs.ts';
import { aboutNeeds, personOfNeeds, showAfterNeeds, showNeedsOf } from '../communication-needs.ts';
import { pressKey, typedText } from '../press-data.ts';
import { showTeamRefusal } from '../shown-cards/team-refusal.ts';
import { cardAction } from '../turn.ts';

const data = aboutNeeds.extend({
  press: pressKey,
  seen: z.string().max(64),
  format: typedText,
  interpreter: typedText,
  phoneFirst: typedText,
  other: typedText,
});

/** Records what somebody needs to take part. */
export const setCommunicationNeeds = cardAction('set-communication-needs', data, async (turn, pressed) => {
  const { press, seen, format, interpreter, phoneFirst, other, ...about } = pressed;
  const { deps, actor } = turn;
  const typed = { format, interpreter, phoneFirst, other };
  const personId = await personOfNeeds(turn, about);
  if (personId === null) return showTeamRefusal({ reason: 'not-allowed' });
  const done = await set(deps, { actor, personId, typed, seen, press });
  if (done.ok) return showAfterNeeds(turn, about, { tone: 'good', text: needsWords.done });
  if (done.reason === 'incomplete') return showNeedsOf(turn, about, { typed, problems: done.problems });
  if (done.reason === 'changed-meanwhile')
    return showNeedsOf(turn, about, { notice: { tone: 'warning', text: needsWords.changed } });
  return showTeamRefusal(done);
});
