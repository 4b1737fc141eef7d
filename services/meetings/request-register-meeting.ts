import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { findOrganisations } from '../agencies/store.ts';
import { recordDone } from '../audit/record.ts';
import { consentStateOn } from '../consent/consent-state.ts';
import type { ConsentState } from '../consent/model.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut, type Press, wasCarriedOut } from '../platform/carry-out.ts';
import { isUniqueViolation, type Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { takeReference } from '../platform/reference-store.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { checkRegisterMeeting } from './check-register-meeting.ts';
import { inviteeOfOrganisation } from './invitee-of-organisation.ts';
import type { MeetingView } from './model.ts';
import { type ChangedMeanwhile, idOf, presentMeeting } from './open-meeting.ts';
import type {
  CheckedRegisterMeeting,
  MeetingUnderWay,
  RegisterMeetingProblem,
  TypedRegisterMeeting,
} from './register-meeting-model.ts';
import { findInvitable, holdEntry, latestOfKind, meetingsOfEntryUnderWay } from './register-meeting-store.ts';
import { findRegisterSubject, type RegisterSubject } from './register-subject-store.ts';
import { insertMeeting } from './store.ts';

type Refusal =
  | { reason: 'entry-ended' }
  /** Without consent there is no new meeting of the register (domain.md §10). */
  | { reason: 'no-consent'; consent: ConsentState['state'] }
  /** One of this kind is being arranged or booked. */
  | ({ reason: 'under-way' } & MeetingUnderWay)
  | { reason: 'incomplete'; problems: RegisterMeetingProblem[] }
  | ChangedMeanwhile;

/** Why there can be no meeting for this entry now, whatever it is for. */
function whyNot(deps: Pick<Deps, 'clock' | 'policy'>, subject: RegisterSubject): Refusal | undefined {
  if (subject.toDay !== null) return { reason: 'entry-ended' };
  const { state } = consentStateOn(subject.consent, dayOf(deps.clock.now()), deps.policy);
  return state === 'valid' ? undefined : { reason: 'no-consent', consent: state };
}

/**
 * Asks for a meeting for somebody on the register: its kind, who must be there, and the day it must happen by are carried
 * over. It is arranged like any other from then on, chaired by whoever asked for it, under a reference of its own. Consent
 * is asked again inside the transaction, which what ends it waits for, or it for them.
 *
 * @param input as typed; `kind` is a code of registerMeetingKinds
 */
export async function requestRegisterMeeting(
  deps: Deps,
  input: { actor: Actor; entryId: string; press: string } & TypedRegisterMeeting,
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal>> {
  const { actor, entryId, press: key, ...typed } = input;
  const about = { noun: 'register-entry', nounId: entryId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'request-register-meeting', actor, about);
  if (refusal) return refusal;
  const subject = await findRegisterSubject(deps.db, entryId);
  if (subject === null) return refuse({ reason: 'not-found' });
  const press = { key, useCase: 'request-register-meeting', actor, asked: { entryId, ...typed } } as const;
  const decided = await decide(deps, subject, typed);
  if (!('go' in decided)) return repeatedOr(deps, press, entryId, typed.kind, decided);
  return arrange(deps, press, subject, decided.go);
}

async function decide(
  deps: Deps,
  subject: RegisterSubject,
  typed: TypedRegisterMeeting,
): Promise<{ go: CheckedRegisterMeeting } | Refusal> {
  const refused = whyNot(deps, subject);
  if (refused) return refused;
  const today = dayOf(deps.clock.now());
  const [organisations, people, underWay] = await Promise.all([
    findOrganisations(deps.db, today, typed.organisationIds),
    findInvitable(deps.db, subject.personId),
    meetingsOfEntryUnderWay(deps.db, subject.entryId),
  ]);
  const same = underWay.find(({ kind }) => kind === typed.kind);
  if (same) return { reason: 'under-way', ...same };
  const { personName } = subject;
  const checked = checkRegisterMeeting(typed, { today, personName, organisations, people, policy: deps.policy });
  return 'meeting' in checked ? { go: checked.meeting } : { reason: 'incomplete', problems: checked.problems };
}

/** The second delivery of a press finds the meeting that its first one made, whatever has become of it. */
async function repeatedOr(deps: Deps, press: Press, entryId: string, kind: string, refusal: Refusal) {
  const made = (await wasCarriedOut(deps, press)) ? await latestOfKind(deps.db, entryId, kind) : undefined;
  return made === undefined ? refuse(refusal) : ok((await presentMeeting(deps, made)).view);
}

async function arrange(
  deps: Deps,
  press: Press,
  { entryId }: RegisterSubject,
  asked: CheckedRegisterMeeting,
): Promise<Result<MeetingView, NotFound | Refusal>> {
  const { kind } = asked;
  const reference = await takeReference(deps.db, 'MTG', deps.clock.now());
  const result = await carryOut(deps, press, (tx) => insert(tx, deps, press, { ...asked, entryId, reference })).catch(
    (fault: unknown) => {
      // Two who ask at once: a unique index lets one meeting of each kind be under way.
      if (isUniqueViolation(fault)) return 'overtaken' as const;
      throw fault;
    },
  );
  const made = result === 'overtaken' ? undefined : await latestOfKind(deps.db, entryId, kind);
  if (made !== undefined) return ok((await presentMeeting(deps, made)).view);
  const [present, underWay] = await Promise.all([
    findRegisterSubject(deps.db, entryId),
    meetingsOfEntryUnderWay(deps.db, entryId),
  ]);
  if (present === null) return refuse({ reason: 'not-found' });
  const same = underWay.find((one) => one.kind === kind);
  return refuse(whyNot(deps, present) ?? (same ? { reason: 'under-way', ...same } : { reason: 'changed-meanwhile' }));
}

async function insert(
  tx: Transaction,
  deps: Deps,
  { actor }: Press,
  asked: CheckedRegisterMeeting & { entryId: string; reference: string },
): Promise<boolean> {
  const { organisations, people, entryId, ...meeting } = asked;
  await holdEntry(tx, entryId);
  const present = await findRegisterSubject(tx, entryId);
  if (present === null || whyNot(deps, present) !== undefined) return false;
  const invitees = [
    ...organisations.map(inviteeOfOrganisation),
    ...people.map(({ key: _key, as: _as, ...person }) => ({ ...person, contactId: null })),
  ];
  const id = await insertMeeting(tx, deps, { ...meeting, entryId, chairId: idOf(actor), invitees });
  await recordDone(tx, deps.clock.now(), {
    useCase: 'request-register-meeting',
    actor,
    noun: 'meeting',
    nounId: id,
    to: 'being-arranged',
    detail: { entryId, kind: meeting.kind, neededBy: meeting.neededBy },
  });
  await refreshCards(tx, deps, [entryId]);
  return true;
}
