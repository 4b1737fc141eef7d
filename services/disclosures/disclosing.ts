import type { InviteeView } from '../meetings/model.ts';
import type { DisclosedThing, NewDisclosure } from './model.ts';

/** What a mail or a calendar's invitation to an invitee lets out about the person, as it is put on record. */
export function disclosing(
  meeting: { id: string; entryId: string | null },
  invitee: InviteeView,
  what: readonly DisclosedThing[],
  version?: number,
): NewDisclosure {
  const isFamily = invitee.kind === 'individual' || invitee.kind === 'carer';
  return {
    meetingId: meeting.id,
    entryId: meeting.entryId,
    inviteeId: invitee.id,
    organisationId: invitee.organisation?.id ?? null,
    address: invitee.email?.toLowerCase() ?? null,
    what,
    via: 'mail',
    basis: isFamily ? 'family' : (invitee.mayKnow ?? 'agreement'),
    ...(version === undefined ? {} : { version }),
  };
}
