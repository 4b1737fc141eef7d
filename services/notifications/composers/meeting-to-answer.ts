import type { InvitationPart } from '../../meetings/disclosure.ts';
import { mailFrame } from '../mail-frame.ts';
import { namesOfFamily, placeToWrite } from '../place-to-write.ts';
import type { StandInNeededView } from '../words-port.ts';
import { type ComposerDeps, type meetingAndInvitee, pageOf } from './composer.ts';

type About = NonNullable<Awaited<ReturnType<typeof meetingAndInvitee>>>;

/** Whether somebody may be mailed about a meeting at all now. */
export function mayBeMailed(part: InvitationPart): boolean {
  return part === 'purpose-and-reference' || part === 'reference-only';
}

/** A booked meeting as a mail shows it that asks for an answer; null once there is none to give. */
export async function meetingToAnswer(deps: ComposerDeps, about: About): Promise<StandInNeededView | null> {
  const { meeting, invitee, purpose } = about;
  const { startsAt, endsAt } = meeting;
  if (meeting.state !== 'booked' || meeting.ended || startsAt === null || endsAt === null) return null;
  if (startsAt <= deps.clock.now()) return null;
  return {
    ...mailFrame(deps),
    ...placeToWrite(meeting.place, namesOfFamily(meeting)),
    reference: meeting.reference,
    purpose,
    startsAt,
    endsAt,
    joinUrl: meeting.joinUrl,
    pageUrl: await pageOf(deps, invitee),
    receiver: invitee.kind,
  };
}
