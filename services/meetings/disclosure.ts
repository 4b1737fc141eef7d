import type { SharingGround } from '../consent/rules.ts';
import { formatDay } from '../platform/time.ts';
import type {
  AgreedActionEntry,
  DecisionEntry,
  DisclosureBasis,
  InviteeKind,
  MeetingView,
  OutcomeView,
  PartyKey,
  SummaryChange,
  SummaryPart,
  SummaryPreview,
} from './model.ts';

/** What an invitation may say to somebody, or why none is mailed to them. */
export type InvitationPart = 'purpose-and-reference' | 'reference-only' | 'held-until-basis' | 'by-hand';

/** Of somebody invited, what decides whether they may know about the person. */
type Knower = { kind: InviteeKind; agreementInForce: boolean; mayKnow?: DisclosureBasis | null };

/**
 * Whether somebody may know about the person at all (domain.md §7): the person and their family; an organisation with an
 * agreement in force; anybody else only where a coordinator has let them know more for this meeting, on record.
 */
export function mayKnowOf(
  about: Pick<Knower, 'agreementInForce' | 'mayKnow'> & { invitee: Pick<Knower, 'kind'> },
): boolean {
  const { kind } = about.invitee;
  if (kind === 'individual' || kind === 'carer') return true;
  return (about.mayKnow ?? null) !== null || (kind === 'agency' && about.agreementInForce);
}

/**
 * What somebody's invitation may carry (domain.md §7, §8, §10). The purpose category goes to an organisation with an
 * agreement in force, and to the person and their carer, once there is a ground for sharing. The individual and the
 * carer are not written to before that: somebody speaks to them first, also where there is no email address. Where
 * somebody without an agreement reads the address too, its mail says no more than theirs.
 */
export function invitationPart(about: {
  invitee: { kind: InviteeKind; email: string | null };
  agreementInForce: boolean;
  mayKnow?: DisclosureBasis | null;
  addressShared?: boolean;
  ground: SharingGround;
}): InvitationPart {
  const { invitee, ground } = about;
  const isFamily = invitee.kind === 'individual' || invitee.kind === 'carer';
  if (isFamily && !ground.may) return 'held-until-basis';
  if (invitee.email === null) return 'by-hand';
  if (isFamily) return 'purpose-and-reference';
  const mayKnow = mayKnowOf(about) && about.addressShared !== true;
  return mayKnow && ground.may ? 'purpose-and-reference' : 'reference-only';
}

/**
 * The addresses, in small letters, behind which somebody may not know about the person: an active organisation of the
 * directory without an agreement in force, or another invitee to this meeting without one. Email does not tell the
 * readers of one address apart, so what one of them may not know is sent to none (domain.md §7).
 *
 * @param listedWithoutAgreement addresses in small letters, as the directory lists them
 */
export function sharedAddresses(
  invitees: readonly (Knower & { email: string | null })[],
  listedWithoutAgreement: ReadonlySet<string>,
): ReadonlySet<string> {
  const addressesOf = (knows: boolean) =>
    invitees.flatMap(({ email, ...invitee }) =>
      email !== null && mayKnowOf({ ...invitee, invitee }) === knows ? [email.toLowerCase()] : [],
    );
  // A decision to let somebody know more is about them and their address: the directory's list does not count for it.
  const letKnow = new Set(
    invitees.flatMap(({ email, mayKnow }) => (email !== null && mayKnow ? [email.toLowerCase()] : [])),
  );
  return new Set([...[...listedWithoutAgreement].filter((one) => !letKnow.has(one)), ...addressesOf(false)]);
}

/** What an outcome says that somebody may need. */
export type OutcomeContent = Pick<OutcomeView, 'decisions' | 'actions' | 'nextStep'>;

/** The part of an outcome that is for one party: its own actions, the decisions for it or for everybody, the next step. */
export function contentFor(party: PartyKey, outcome: OutcomeContent): OutcomeContent {
  return {
    decisions: outcome.decisions.filter((one) => one.parties.length === 0 || one.parties.includes(party)),
    actions: outcome.actions.filter((one) => one.party === party),
    nextStep: outcome.nextStep,
  };
}

/**
 * What one receiver gets of an outcome (domain.md §7, §8): text about the person goes only to the person, their carer or
 * an organisation with an agreement in force, only to an address marked secure that nobody else reads (sharedAddresses),
 * and only on a ground for sharing. Anybody else gets a notice with the reference, and the team tells them otherwise.
 */
export function summaryPart(about: {
  invitee: { kind: InviteeKind; email: string | null; party: PartyKey };
  agreementInForce: boolean;
  mayKnow?: DisclosureBasis | null;
  addressSecure: boolean;
  addressShared: boolean;
  ground: SharingGround;
  outcome: OutcomeContent;
  personName: string;
}): SummaryPart {
  const { invitee } = about;
  if (isFamily(invitee) && about.ground.may) return { what: 'letter' };
  if (invitee.email === null) return { what: 'by-hand' };
  if (!about.ground.may) return { what: 'notice', because: 'no-ground' };
  if (!mayKnowOf(about)) return { what: 'notice', because: 'no-agreement' };
  if (about.addressShared) return { what: 'notice', because: 'address-shared' };
  if (!about.addressSecure) return { what: 'notice', because: 'address-not-secure' };
  return { what: 'summary', personName: about.personName, ...contentFor(invitee.party, about.outcome) };
}

/** The person and their family: they are written to, and have pages of their own. */
function isFamily({ kind }: { kind: InviteeKind }): boolean {
  return kind === 'individual' || kind === 'carer';
}

/**
 * What the letter to somebody of the family says of an outcome. The person is told who will do what, whoever that is: it is
 * their life. A parent or carer is told their own part, as everybody else is.
 */
export function familyContent(
  invitee: { kind: InviteeKind; party: PartyKey },
  outcome: OutcomeContent,
): OutcomeContent {
  const own = contentFor(invitee.party, outcome);
  return invitee.kind === 'individual' ? { ...own, actions: outcome.actions } : own;
}

function actionInWords(action: AgreedActionEntry): string {
  return `${action.what} (${action.who}, by ${formatDay(action.dueDay)})`;
}

/** Entries are the same one when their keys are: a correction keeps the key. */
function entryChanges<E extends { key: string }>(
  what: 'decision' | 'action',
  before: readonly E[],
  after: readonly E[],
  inWords: (entry: E) => string,
): SummaryChange[] {
  const old = new Map(before.map((entry) => [entry.key, inWords(entry)]));
  const kept = new Set(after.map((entry) => entry.key));
  const changes: SummaryChange[] = [];
  for (const entry of after) {
    const was = old.get(entry.key) ?? null;
    const is = inWords(entry);
    if (was !== is) changes.push({ change: was === null ? 'added' : 'changed', what, before: was, after: is });
  }
  for (const entry of before) {
    if (!kept.has(entry.key)) changes.push({ change: 'removed', what, before: inWords(entry), after: null });
  }
  return changes;
}

/**
 * What differs between two versions of one receiver's part. Empty when they read the same, also when entries changed
 * places or a decision was newly marked for somebody who had it already.
 */
export function summaryChanges(before: OutcomeContent, after: OutcomeContent): SummaryChange[] {
  const inWords = (entry: DecisionEntry) => entry.text;
  const changes = [
    ...entryChanges('decision', before.decisions, after.decisions, inWords),
    ...entryChanges('action', before.actions, after.actions, actionInWords),
  ];
  if (before.nextStep === after.nextStep) return changes;
  const change = before.nextStep === null ? 'added' : after.nextStep === null ? 'removed' : 'changed';
  return [...changes, { change, what: 'next-step', before: before.nextStep, after: after.nextStep }];
}

/** What was sent of a meeting's outcome before. */
export type SentBefore = {
  /** The version before this one; null for the first. */
  previous: OutcomeContent | null;
  /** By invitee: the version whose summary they got last, or whose letter was drafted for them. Somebody who got a notice, or nothing, is not in it. */
  received: ReadonlyMap<string, OutcomeContent>;
};

/** Nothing was sent before: the first version. */
export const nothingSent: SentBefore = { previous: null, received: new Map() };

/**
 * What is new to one receiver; null when this is the first they are told. A summary is compared with the last one they
 * got; somebody whom the team tells itself was told of the version before.
 */
function changesFor(
  invitee: { id: string; kind: InviteeKind; party: PartyKey },
  part: SummaryPart,
  outcome: OutcomeContent,
  sent: SentBefore,
): SummaryChange[] | null {
  const isOwn = part.what === 'summary' || part.what === 'letter';
  const before = isOwn ? (sent.received.get(invitee.id) ?? null) : sent.previous;
  if (sent.previous === null || before === null) return null;
  const own = (content: OutcomeContent) =>
    isFamily(invitee) ? familyContent(invitee, content) : contentFor(invitee.party, content);
  return summaryChanges(own(before), own(outcome));
}

/**
 * One preview an invitee, in the meeting's order: exactly what would be sent now. The changes of somebody who gets a
 * notice are for the team, which tells them itself; a notice carries none of them.
 */
export function summaryPreviews(
  meeting: Pick<MeetingView, 'invitees' | 'sharing' | 'personName'>,
  outcome: OutcomeContent,
  sent: SentBefore,
): SummaryPreview[] {
  return meeting.invitees.map((invitee) => {
    const part = summaryPart({
      invitee,
      agreementInForce: invitee.organisation?.agreementInForce ?? false,
      mayKnow: invitee.mayKnow,
      addressSecure: invitee.addressSecure,
      addressShared: invitee.addressShared,
      ground: meeting.sharing,
      outcome,
      personName: meeting.personName,
    });
    return {
      inviteeId: invitee.id,
      kind: invitee.kind,
      name: invitee.name,
      organisation: invitee.organisation?.name ?? null,
      email: invitee.email,
      addressSecure: invitee.addressSecure,
      part,
      changes: changesFor(invitee, part, outcome, sent),
    };
  });
}

/** Whether this receiver is told at all: a correction reaches only those whose part changed. */
export function isTold(preview: SummaryPreview): boolean {
  return preview.changes === null || preview.changes.length > 0;
}

/** What the page of one invitee may show of a meeting, beside its time, place or join link and reference. */
export type PagePart =
  | {
      knows: true;
      personName: string;
      /** A code of the policy's purposeCategories. */
      purposeCategory: string | null;
      /** Their own part of what was agreed; null before the summaries were sent. */
      outcome: OutcomeContent | null;
      /** On which basis it is shown; put on record with what was shown. */
      basis: 'agreement' | DisclosureBasis;
    }
  | { knows: false; because: 'no-agreement' | 'address-shared' | 'no-ground' };

/**
 * What an agency sees on its page, behind a code (domain.md §7): whom the meeting is about, its purpose, and afterwards its
 * own actions and the decisions it needs. Somebody without an agreement, and anybody while there is no ground for sharing,
 * sees the date, the time, the place or join link and the reference: nothing about the person, not the name. The person and
 * their family have pages of their own (family pages), which are made of released letters.
 *
 * @param about.outcome of the last version that was sent; null where none was
 */
export function pagePart(about: {
  invitee: { kind: InviteeKind; party: PartyKey };
  agreementInForce: boolean;
  mayKnow: DisclosureBasis | null;
  addressShared: boolean;
  ground: SharingGround;
  personName: string;
  purposeCategory: string | null;
  outcome: OutcomeContent | null;
}): PagePart {
  const { invitee, personName, purposeCategory, outcome, mayKnow } = about;
  const isFamily = invitee.kind === 'individual' || invitee.kind === 'carer';
  if (isFamily || !mayKnowOf(about)) return { knows: false, because: 'no-agreement' };
  if (!about.ground.may) return { knows: false, because: 'no-ground' };
  if (about.addressShared) return { knows: false, because: 'address-shared' };
  const own = outcome === null ? null : contentFor(invitee.party, outcome);
  return { knows: true, personName, purposeCategory, outcome: own, basis: mayKnow ?? 'agreement' };
}
