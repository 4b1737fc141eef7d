import { z } from 'zod';
import { linkSamePerson as link } from '../../services/mbe-requests/link-same-person.ts';
import { teamDone } from '../../wording/team-refusals.ts';
import { pressOnRequest, showDone, showRefused } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** Puts on record that two requests are about the same person: a coordinator's decision, never the software's. */
export const linkSamePerson = cardAction(
  'link-same-person',
  pressOnRequest.extend({ otherRequestId: z.guid() }),
  async (turn, { requestId, otherRequestId, press }) => {
    const linked = await link(turn.deps, { actor: turn.actor, requestId, otherRequestId, press });
    return linked.ok ? showDone(turn, requestId, teamDone.linked) : showRefused(turn, requestId, linked);
  },
);
