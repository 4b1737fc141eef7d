import { disclosureBases, type InviteeView, type MeetingView } from '../services/meetings/model.ts';
import { disclosureForm, disclosureProblemText } from '../wording/disclosures.ts';
import { disclosureBasisLabels } from '../wording/people.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { meetingIds } from './meeting-form.ts';
import { recordFormCard } from './record-form.ts';

export type DisclosureFormView = {
  meeting: MeetingView;
  invitee: InviteeView;
  typed: { basis?: string; note?: string };
  problems: readonly { field: string; problem: string }[];
  notice?: CardNotice | undefined;
  press: string;
};

/** To let somebody without a sharing agreement know more for one meeting; or, where that was decided, to end it. */
export function disclosureFormCard(view: DisclosureFormView): AdaptiveCard {
  const { meeting, invitee, typed, press } = view;
  const decided = invitee.mayKnow;
  const errors = (field: string) => view.problems.filter((one) => one.field === field).map(disclosureProblemText);
  const data = { ...meetingIds(meeting), inviteeId: invitee.id, version: meeting.version, press };
  return recordFormCard({
    heading: decided === null ? disclosureForm.heading : disclosureForm.end,
    summary: `${meeting.reference}: what somebody may know`,
    about: { reference: meeting.reference, name: `${invitee.name}${of(invitee)}` },
    intro:
      decided === null
        ? disclosureForm.meaning
        : [`They may know more now: ${disclosureBasisLabels[decided]}.`, disclosureForm.endMeaning],
    fields:
      decided === null
        ? [
            {
              ...{
                id: 'basis',
                as: 'choice',
                label: disclosureForm.basis,
                typed: typed.basis,
                errors: errors('basis'),
              },
              choices: disclosureBases.map((code) => ({
                code,
                label: code === 'clinical-lead' ? disclosureForm.onlyTheyCan : disclosureBasisLabels[code],
              })),
            },
            { id: 'note', as: 'text', label: disclosureForm.note, typed: typed.note, errors: errors('note') },
          ]
        : [],
    notice: view.notice,
    buttons: [
      decided === null
        ? { title: disclosureForm.send, verb: 'decide-disclosure', data, style: 'positive' }
        : { title: disclosureForm.end, verb: 'end-disclosure', data, style: 'destructive' },
      { title: 'Back', verb: 'show-people', data: meetingIds(meeting) },
    ],
  });
}

function of({ organisation }: InviteeView): string {
  return organisation === null ? '' : `, ${organisation.name}`;
}
