import { z } from 'zod';
import { showMyInvitations as show } from '../invitee-cards.ts';
import { cardAction } from '../turn.ts';

/** "My invitations": what whoever presses is invited to. */
export const showMyInvitations = cardAction('show-my-invitations', z.object({}), (turn) => show(turn));
