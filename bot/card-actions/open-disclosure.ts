import { z } from 'zod';
import { showDisclosureForm } from '../disclosure-forms.ts';
import { aboutMeeting } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** "Let them know more", and no more: what that means, and on what basis. */
export const openDisclosure = cardAction(
  'open-disclosure',
  aboutMeeting.extend({ inviteeId: z.guid() }),
  (turn, about) => showDisclosureForm(turn, about),
);
