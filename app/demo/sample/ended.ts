import { declineMbeRequest } from '../../../services/mbe-requests/decline-mbe-request.ts';
import { withdrawMbeRequest } from '../../../services/mbe-requests/withdraw-mbe-request.ts';
import { cancelMeeting } from '../../../services/meetings/cancel-meeting.ts';
import { previewSummaries } from '../../../services/meetings/preview-summaries.ts';
import { saveOutcome } from '../../../services/meetings/save-outcome.ts';
import { sendSummaries } from '../../../services/meetings/send-summaries.ts';
import { addWorkingDays } from '../../../services/platform/time.ts';

import { approve, book, firstTime, type Story, submit, sure, typedRequest } from './story.ts';
/** Requests that ended: declined, withdrawn, cancelled, and closed with an outcome that was sent. */
export async function tellEnded(story: Story): Promise<void> {
  const { asha, ben, cora, ella } = story.people;
  const agencies = ['Trust mental health team', 'Example City Council social care'];
  const declined = await submit(
    story.at(-9, '13:00'),
    asha,
    typedRequest(story, { name: 'Alex Example', purpose: 'Plan Alex’s move to a new flat.', agencies, ...firstTime }),
  );
  const declining = story.at(-8, '10:15');
  const mdtFirst = 'The two teams can meet without us. Please tell us if that does not bring an answer.';
  sure(
    await declineMbeRequest(declining, {
      actor: ella,
      requestId: declined.id,
      version: declined.version,
      reason: 'hold-an-mdt-first',
      note: mdtFirst,
      press: declining.newId(),
    }),
  );
  const withdrawn = await submit(
    story.at(-7, '09:00'),
    ben,
    typedRequest(story, { name: 'Charlie Example', purpose: 'Agree respite for Charlie’s family.', agencies }),
  );
  const withdrawing = story.at(-6, '16:00');
  sure(
    await withdrawMbeRequest(withdrawing, {
      actor: ben,
      requestId: withdrawn.id,
      note: 'The council has agreed respite.',
      press: withdrawing.newId(),
    }),
  );
  const dropped = await submit(
    story.at(-12, '09:00'),
    ben,
    typedRequest(story, { name: 'Frankie Example', purpose: 'Agree support in the evenings.', agencies }),
  );
  const cancelled = await approve(story.at(-11, '09:30'), cora, dropped, 'support-at-home');
  const cancelling = story.at(-10, '12:00');
  sure(
    await cancelMeeting(cancelling, {
      actor: cora,
      meetingId: cancelled.id,
      version: cancelled.version,
      cancelReason: 'another-way',
      note: 'The teams agreed the support between them.',
      next: 'end-request',
      press: cancelling.newId(),
    }),
  );
  await tellClosed(story);
}

async function tellClosed(story: Story): Promise<void> {
  const { ben, cora } = story.people;
  const request = await submit(
    story.at(-20, '09:00'),
    ben,
    typedRequest(story, {
      name: 'Morgan Example',
      purpose: 'Morgan is ready to leave hospital and has nowhere to go.',
      agencies: ['Trust learning disability and autism team', 'Example City Council social care', 'Example Police'],
    }),
  );
  const meeting = await approve(story.at(-19, '10:00'), cora, request, 'leaving-hospital');
  await book(story.at(-18, '11:00'), cora, meeting, addWorkingDays(story.today, -14), '10:00');
  const deps = story.at(-14, '14:00');
  const council = meeting.invitees.find((invitee) => invitee.organisation?.name.includes('City Council'));
  const saved = sure(
    await saveOutcome(deps, {
      actor: cora,
      meetingId: meeting.id,
      saves: 0,
      attendance: meeting.invitees.map((invitee) => ({
        inviteeId: invitee.id,
        came: 'came' as const,
        standInName: null,
      })),
      decisions: [{ key: deps.newId(), text: 'Morgan leaves hospital on the first of next month.', parties: [] }],
      actions: [
        {
          key: deps.newId(),
          what: 'Confirm the flat and its start date in writing',
          party: council?.party ?? 'dsr-team',
          who: council?.name ?? 'Cora Example',
          dueDay: addWorkingDays(story.today, 3),
        },
      ],
      recommendedRating: 'blue',
      nextStep: 'DSR review in four weeks',
      themes: ['housing'],
      gaps: 'No flats with support at night.',
      press: deps.newId(),
    }),
  );
  const preview = sure(await previewSummaries(deps, { actor: cora, meetingId: meeting.id }));
  sure(
    await sendSummaries(deps, {
      actor: cora,
      meetingId: meeting.id,
      outcomeId: saved.outcome.id,
      saves: saved.outcome.saves,
      fingerprint: preview.fingerprint,
      press: deps.newId(),
    }),
  );
}
