import { z } from 'zod';
import { recordActionProgress as record } from '../../services/register/record-action-progress.ts';
import { changeOfEntry, settle } from '../entry-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';
import { actionProgressForm } from './open-action-progress.ts';

/** Records what became of an agreed action. */
export const recordActionProgress = cardAction(
  'record-action-progress',
  changeOfEntry.extend({ actionKey: z.guid(), state: typedText, note: typedText }),
  async (turn, { entryId, version, press, actionKey, state, note }) => {
    const { deps, actor } = turn;
    const answer = await record(deps, { actor, entryId, version, press, actionKey, state, note });
    return settle(turn, entryId, 'record-action-progress', answer, (again) =>
      actionProgressForm(turn, { entryId, actionKey }, { state, note }, again),
    );
  },
);
