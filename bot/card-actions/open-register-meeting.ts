import { z } from 'zod';
import { typedText } from '../press-data.ts';
import {
  kindCode,
  registerMeetingInputs,
  showRegisterMeetingForm,
  showRegisterMeetingKinds,
  typedRegisterMeeting,
} from '../register-meeting-form.ts';
import { cardAction } from '../turn.ts';

/** The form's own "Find" sends what was typed so far along. */
const data = registerMeetingInputs.extend({
  entryId: z.guid(),
  kind: kindCode.optional(),
  filled: z.literal('yes').optional(),
  agencyQuery: typedText,
});

/** "Arrange a meeting" on a person's card: which one, then its form, and the search for organisations within it. */
export const openRegisterMeeting = cardAction('open-register-meeting', data, (turn, pressed) => {
  const { entryId, kind, filled, agencyQuery, ...inputs } = pressed;
  if (kind === undefined) return showRegisterMeetingKinds(turn, entryId);
  const shown = filled ? { typed: typedRegisterMeeting(inputs), query: agencyQuery } : {};
  return showRegisterMeetingForm(turn, { entryId, kind }, shown);
});
