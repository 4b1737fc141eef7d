import type { MeetingView } from '../meetings/model.ts';
import { readMeeting } from '../meetings/open-meeting.ts';
import { addDeliveries } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { isWorkingMoment } from '../platform/working-moments.ts';
import { askInvitees, askingOf } from './ask-invitees.ts';
import { anyOpen, keysThere, momentsRaised, noteRaised } from './asking-store.ts';
import { decideProposal } from './decide-proposal.ts';
import { chaseMoments } from './rules.ts';
import { openProposals } from './store.ts';

type OpenProposal = Awaited<ReturnType<typeof openProposals>>[number];

/**
 * Does what is due about open proposals: decides those whose deadline has come; asks whoever could not be asked before and
 * can be now, because a ground was recorded or a stand-in named; reminds those who have not answered. Any number of
 * processes may sweep at once, any number of times.
 *
 * @returns how many of them something was done about
 * @throws the first fault, once every proposal has had its turn
 */
export async function sweepProposals(deps: Deps): Promise<number> {
  let done = 0;
  const faults: unknown[] = [];
  for (const proposal of await openProposals(deps.db)) {
    try {
      if (await attendTo(deps, proposal)) done += 1;
    } catch (fault) {
      deps.log.fault('proposal-not-attended-to', fault, { proposalId: proposal.id, meetingId: proposal.meetingId });
      faults.push(fault);
    }
  }
  if (done > 0) deps.jobs.wake();
  if (faults.length > 0) throw faults[0];
  return done;
}

async function attendTo(deps: Deps, proposal: OpenProposal): Promise<boolean> {
  if (proposal.deadline <= deps.clock.now()) {
    await decideProposal(deps, { actor: { kind: 'system' }, meetingId: proposal.meetingId });
    return true;
  }
  const meeting = await readMeeting(deps, proposal.meetingId);
  if (meeting?.view.proposal?.id !== proposal.id) return false;
  const asked = await askTheRest(deps, meeting.view, proposal);
  return (await chase(deps, meeting.view, proposal)) || asked;
}

async function askTheRest(deps: Deps, meeting: MeetingView, { id }: OpenProposal): Promise<boolean> {
  const { deliveries, todos, settled } = askingOf(meeting, id);
  const wanted = [...deliveries, ...todos].map(({ eventKey }) => eventKey);
  const there = await keysThere(deps.db, wanted);
  if (wanted.every((key) => there.has(key)) && !(await anyOpen(deps.db, settled))) return false;
  await deps.db.$transaction((tx) => askInvitees(tx, deps, meeting, id));
  return true;
}

/**
 * Reminds those who have not answered, at the moments of the area's policy, in working hours alone: one that was missed
 * while the service was away comes with the next working hour, and two that were missed come as one.
 */
async function chase(deps: Deps, meeting: MeetingView, proposal: OpenProposal): Promise<boolean> {
  const now = deps.clock.now();
  const { workingHours, proposals } = deps.policy;
  if (!isWorkingMoment(now, workingHours.value)) return false;
  const moments = chaseMoments(proposal, proposals.value.chaseHoursBefore, workingHours.value);
  const due = moments.filter((moment) => moment <= now);
  const raised = await momentsRaised(deps.db, proposal.id, due);
  const missing = due.filter((moment) => raised.every((one) => one.getTime() !== moment.getTime()));
  const latest = missing.at(-1);
  if (latest === undefined) return false;
  return deps.db.$transaction(async (tx) => {
    const mine = await noteRaised(tx, proposal.id, missing, now);
    if (!mine.some((moment) => moment.getTime() === latest.getTime())) return false;
    await addDeliveries(
      tx,
      deps,
      (meeting.proposal?.waitingFor ?? []).map((inviteeId) => ({
        kind: 'proposal-chaser' as const,
        eventKey: `proposal-chaser:${proposal.id}:${inviteeId}:${latest.toISOString()}`,
        channel: 'teams' as const,
        meetingId: meeting.id,
        inviteeId,
        detail: { proposalId: proposal.id },
      })),
    );
    return true;
  });
}
