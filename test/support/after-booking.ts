import { answerInvitation } from '../../services/meetings/answer-invitation.ts';
import { nameStandIn } from '../../services/meetings/name-stand-in.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { type ArrangedMeeting, meetingNow } from './meeting-builders.ts';

type Visitor = { kind: 'professional'; id: string; dsrRole: null; outside: true };

/** Somebody on the web pages who has confirmed an address. */
export async function aVisitor(deps: Deps, typedAddress: string): Promise<Visitor> {
  const address = typedAddress.toLowerCase();
  const now = deps.clock.now();
  const row = { id: deps.newId(), confirmedAddress: address, email: address, name: '', createdAt: now, updatedAt: now };
  await deps.db.professional.createMany({ data: [row], skipDuplicates: true });
  const { id } = await deps.db.professional.findUniqueOrThrow({ where: { confirmedAddress: address } });
  return { kind: 'professional', id, dsrRole: null, outside: true };
}

type Answering = Parameters<typeof answerInvitation>[1];

/** An invitee answers on their own page. */
export async function answerAs(
  deps: Deps,
  { meetingId }: Pick<ArrangedMeeting, 'meetingId'>,
  inviteeId: string,
  response: string,
  over: Partial<Answering> = {},
) {
  const invitee = (await meetingNow(deps, meetingId)).invitees.find(({ id }) => id === inviteeId);
  const address = invitee?.email ?? 'nobody@example.org';
  const actor = await aVisitor(deps, address);
  const asked = { actor, address, inviteeId, response, note: '', answeredBy: null, press: deps.newId() };
  return answerInvitation(deps, { ...asked, ...over });
}

/** An invitee names somebody to come in their place, on their own page. */
export async function nameAs(
  deps: Deps,
  { meetingId }: Pick<ArrangedMeeting, 'meetingId'>,
  inviteeId: string,
  standIn: { name: string; email: string },
  over: Partial<Parameters<typeof nameStandIn>[1]> = {},
) {
  const invitee = (await meetingNow(deps, meetingId)).invitees.find(({ id }) => id === inviteeId);
  const address = invitee?.email ?? 'nobody@example.org';
  const actor = await aVisitor(deps, address);
  const asked = { actor, address, inviteeId, standIn, answeredBy: null, press: deps.newId() };
  return nameStandIn(deps, { ...asked, ...over });
}
