import { z } from 'zod';
import { voidRegisterEvent as takeBack } from '../../services/register/void-register-event.ts';
import { changeOfEntry, settle } from '../entry-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';
import { voidEventForm } from './open-void-event.ts';

/** Takes back something recorded by mistake, with the reason. */
export const voidRegisterEvent = cardAction(
  'void-register-event',
  changeOfEntry.extend({ eventId: z.guid(), note: typedText }),
  async (turn, { entryId, version, press, eventId, note }) => {
    const { deps, actor } = turn;
    const answer = await takeBack(deps, { actor, entryId, version, press, eventId, note });
    return settle(turn, entryId, 'void-register-event', answer, (again) =>
      voidEventForm(turn, { entryId, eventId }, { note }, again),
    );
  },
);
