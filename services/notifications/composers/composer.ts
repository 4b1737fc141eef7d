import type { NewDisclosure } from '../../disclosures/model.ts';
import type { Mail, MailContent } from '../../mail/port.ts';
import { invitationPart } from '../../meetings/disclosure.ts';
import { meetingView } from '../../meetings/meeting-view.ts';
import type { InviteeView } from '../../meetings/model.ts';
import { findMeeting } from '../../meetings/store.ts';
import type { Deps } from '../../platform/deps.ts';
import { isEmailAddress } from '../../platform/email-address.ts';
import { dayOf } from '../../platform/time.ts';
import { labelOf } from '../../policies/model.ts';
import { makeLink } from '../../sign-in/make-link.ts';
import type { DeliveryRow } from '../delivery-store.ts';
import type { TeamsMessage, TeamsReceiver } from '../port.ts';
import type { NewTodo } from '../todos.ts';
import type { DeliveryWords } from '../words-port.ts';

/** What a composer reads and asks. It writes nothing but the digest of a link's secret, or of a code, that its mail brings. */
export type ComposerDeps = Pick<Deps, 'db' | 'clock' | 'policy' | 'organiser' | 'newId' | 'publicUrl'> & {
  words: DeliveryWords;
};

/** What is to be done about a delivery in the state of things at this moment. */
export type Composed =
  | { do: 'post'; receiver: TeamsReceiver; message: TeamsMessage }
  /** `part` is a code: what is let out. `raise` are to-dos that go with the mail; `discloses` is put on record before it. */
  | { do: 'mail'; mail: Mail; part: string; raise: NewTodo[]; discloses?: NewDisclosure | undefined }
  /** Nothing is to be sent any more. `because` is a code. */
  | { do: 'nothing'; because: string; raise: NewTodo[] }
  /** It ought to be sent and can't be: trying again is of no use. */
  | { do: 'give-up'; because: string };

/** Reads the present state, asks consent, agreement and access again, and says what is to be done. One a kind. */
export type Composer = (deps: ComposerDeps, delivery: DeliveryRow) => Promise<Composed>;

/** Nothing is to be sent any more. @param because a code */
export function nothing(because: string, raise: NewTodo[] = []): Composed {
  return { do: 'nothing', because, raise };
}

/** The Message-ID of a delivery: the same for every repeat of it. */
export function messageIdOf(deps: Pick<ComposerDeps, 'organiser'>, delivery: Pick<DeliveryRow, 'id'>): string {
  return `<${delivery.id}@${deps.organiser.address.split('@').at(-1) ?? ''}>`;
}

/** Puts words and address together; an address that mail can't be sent to is given up on. */
export function mailTo(
  deps: ComposerDeps,
  delivery: DeliveryRow,
  to: { name: string; email: string },
  what: {
    content: MailContent;
    part: string;
    raise?: NewTodo[];
    calendar?: () => NonNullable<Mail['calendar']>;
    discloses?: NewDisclosure;
    keepNoCopy?: boolean;
  },
): Composed {
  if (!isEmailAddress(to.email)) return { do: 'give-up', because: 'bad-address' };
  const { content, part, raise = [], calendar, discloses, keepNoCopy } = what;
  const mail: Mail = {
    ...content,
    messageId: messageIdOf(deps, delivery),
    to: { name: to.name, address: to.email },
    ...(calendar ? { calendar: calendar() } : {}),
    ...(keepNoCopy ? { keepNoCopy } : {}),
  };
  return { do: 'mail', mail, part, raise, discloses };
}

/**
 * The meeting and the invitee a delivery is about, in their present state, with what this invitee may be told; null when
 * either is gone.
 */
export async function meetingAndInvitee(deps: ComposerDeps, delivery: DeliveryRow) {
  if (delivery.meetingId === null) return null;
  const now = deps.clock.now();
  const rows = await findMeeting(deps.db, delivery.meetingId, dayOf(now));
  if (rows === null) return null;
  const meeting = meetingView(rows, now, deps.policy);
  const invitee = meeting.invitees.find((one) => one.id === delivery.inviteeId);
  if (invitee === undefined) return null;
  const agreementInForce = invitee.organisation?.agreementInForce ?? false;
  const { mayKnow, addressShared } = invitee;
  const part = invitationPart({ invitee, agreementInForce, mayKnow, addressShared, ground: meeting.sharing });
  const code = part === 'purpose-and-reference' ? meeting.purposeCategory : null;
  const purpose = code === null ? null : labelOf(deps.policy.purposeCategories.value, code);
  return { rows, meeting, invitee, agreementInForce, part, purpose };
}

/** The link to an invitee's own page, for a mail to them that is about to leave; null where there can be none. */
export async function pageOf(
  deps: ComposerDeps,
  { id, email }: Pick<InviteeView, 'id' | 'email'>,
): Promise<string | null> {
  return email === null ? null : makeLink(deps, { address: email, target: { kind: 'meeting', targetId: id } });
}
