import { meetingIds } from '../../cards/meeting-form.ts';
import { recordFormCard } from '../../cards/record-form.ts';
import { withdrawProposalForm } from '../../wording/propose-form.ts';
import { aboutMeeting, formSummary, openMeetingForm, unlessIn } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** "Withdraw the question": what that does, before it is done. */
export const openWithdrawProposal = cardAction('open-withdraw-proposal', aboutMeeting, (turn, about) =>
  openMeetingForm(turn, about, unlessIn('being-arranged'), (meeting) =>
    recordFormCard({
      heading: withdrawProposalForm.heading,
      summary: formSummary(meeting, 'withdraw the question about times'),
      about: { reference: meeting.reference, name: meeting.personName },
      intro: [withdrawProposalForm.meaning],
      fields: [],
      buttons: [
        {
          title: withdrawProposalForm.send,
          verb: 'withdraw-proposal',
          data: { ...meetingIds(meeting), version: meeting.version, press: turn.deps.newId() },
          style: 'destructive',
        },
        { title: 'Back', verb: 'show-proposal', data: meetingIds(meeting) },
      ],
    }),
  ),
);
