import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { OrganisationListing } from '../agencies/model.ts';
import { findOrganisations } from '../agencies/store.ts';
import { recordDone } from '../audit/record.ts';
import { consentStateOn } from '../consent/consent-state.ts';
import type { ConsentState } from '../consent/model.ts';
import { inviteeOfOrganisation } from '../meetings/invitee-of-organisation.ts';
import { insertOutcome, markOutcomeSent } from '../meetings/outcome-store.ts';
import { insertPanelMeeting } from '../meetings/panel-meeting-store.ts';
import { findRegisterSubject, type RegisterSubject } from '../meetings/register-subject-store.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { takeReference } from '../platform/reference-store.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { recordEvents } from './entry-store.ts';
import { MAX_EVENT_NOTE } from './model.ts';
import { mayBeDiscussed } from './panel-items.ts';
import type { PanelDiscussionProblem } from './panel-model.ts';
import { lockEntry } from './person-store.ts';

type Refusal =
  | { reason: 'entry-ended' }
  /** Without consent nobody is discussed with agencies (domain.md §10). */
  | { reason: 'no-consent'; consent: ConsentState['state'] }
  | { reason: 'changed-meanwhile' }
  | { reason: 'incomplete'; problems: PanelDiscussionProblem[] };

type Typed = {
  version: number;
  organisationIds: readonly string[];
  note: string;
  /** Whether decisions and actions follow; without any there is nothing to send, and the meeting's work is done. */
  more: boolean;
};
type Decided = { organisations: OrganisationListing[]; note: string; more: boolean };

function whyNot(deps: Pick<Deps, 'clock' | 'policy'>, subject: RegisterSubject): Refusal | undefined {
  if (subject.toDay !== null) return { reason: 'entry-ended' };
  const consent = consentStateOn(subject.consent, dayOf(deps.clock.now()), deps.policy);
  return mayBeDiscussed(consent) ? undefined : { reason: 'no-consent', consent: consent.state };
}

async function decide(deps: Deps, subject: RegisterSubject, typed: Typed): Promise<{ go: Decided } | Refusal> {
  const refused = whyNot(deps, subject);
  if (refused) return refused;
  if (subject.version !== typed.version) return { reason: 'changed-meanwhile' };
  const problems: PanelDiscussionProblem[] = [];
  const note = cleanText(typed.note);
  if (note === '' || note.length > MAX_EVENT_NOTE) {
    problems.push({ field: 'note', problem: note === '' ? 'missing' : 'too-long' });
  }
  const ids = new Set(typed.organisationIds);
  const found = await findOrganisations(deps.db, dayOf(deps.clock.now()), [...ids]);
  const organisations = found.filter((organisation) => organisation.agreementInForce);
  if (ids.size === 0) problems.push({ field: 'organisationIds', problem: 'missing' });
  // Nobody without an agreement may hear of a person on the register.
  else if (organisations.length < ids.size) problems.push({ field: 'organisationIds', problem: 'unknown-choice' });
  return problems.length > 0 ? { reason: 'incomplete', problems } : { go: { organisations, note, more: typed.more } };
}

/**
 * Records that the panel discussed somebody: as a review meeting that has just taken place, with the organisations that
 * took part, and as an event of the register. Decisions and actions are recorded like those of any meeting, and each agency
 * gets its own summary; where there are none, nothing is sent and the meeting's work is done.
 *
 * @param input.version of the entry on the card: of two who record at once, one does
 * @returns the meeting's id
 */
export async function recordPanelDiscussion(
  deps: Deps,
  input: { actor: Extract<Actor, { kind: 'professional' }>; entryId: string; press: string } & Typed,
): Promise<Result<{ meetingId: string | null }, NotAllowed | NotFound | Refusal>> {
  const { actor, entryId, press: key, ...typed } = input;
  const about = { noun: 'register-entry', nounId: entryId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'record-panel-discussion', actor, about);
  if (refusal) return refusal;
  const subject = await findRegisterSubject(deps.db, entryId);
  if (subject === null) return refuse({ reason: 'not-found' });
  const press = { key, useCase: 'record-panel-discussion', actor, asked: { entryId, ...typed } } as const;
  const decided = await decide(deps, subject, typed);
  if (!('go' in decided)) return (await wasCarriedOut(deps, press)) ? ok({ meetingId: null }) : refuse(decided);
  const reference = await takeReference(deps.db, 'MTG', deps.clock.now());
  const made: { meetingId: string | null } = { meetingId: null };
  const result = await carryOut(deps, press, async (tx) => {
    if (!(await lockEntry(tx, { id: entryId, version: typed.version }))) return false;
    const present = await findRegisterSubject(tx, entryId);
    if (present === null || whyNot(deps, present) !== undefined) return false;
    made.meetingId = await record(tx, deps, { entryId, reference, actor }, decided.go);
    return true;
  });
  if (result !== 'overtaken') return ok(made);
  const present = await findRegisterSubject(deps.db, entryId);
  return refuse((present && whyNot(deps, present)) ?? { reason: 'changed-meanwhile' });
}

async function record(
  tx: Transaction,
  deps: Deps,
  about: { entryId: string; reference: string; actor: Extract<Actor, { kind: 'professional' }> },
  { organisations, note, more }: Decided,
): Promise<string> {
  const { entryId, reference, actor } = about;
  const byId = actor.id;
  const at = deps.clock.now();
  const state = more ? 'took-place' : 'outcome-recorded';
  const participants = organisations.map(inviteeOfOrganisation);
  const meeting = await insertPanelMeeting(tx, deps, { entryId, reference, state, chairId: byId, participants });
  const event = { kind: 'discussed', day: dayOf(meeting.startsAt), detail: {}, note, meetingId: meeting.id } as const;
  await recordEvents(tx, deps, entryId, [event], { byId });
  const attendance = meeting.inviteeIds.map((inviteeId) => ({ inviteeId, came: 'came' as const, standInName: null }));
  const content = { ...nothingYet, attendance };
  const outcomeId = await insertOutcome(tx, deps, { meetingId: meeting.id, version: 1, content }, { byId, at });
  if (!more) await markOutcomeSent(tx, { id: outcomeId, saves: 1 }, { byId, at });
  await recordDone(tx, at, {
    useCase: 'record-panel-discussion',
    actor,
    noun: 'meeting',
    nounId: meeting.id,
    to: state,
    detail: { entryId, organisations: organisations.length },
  });
  await refreshCards(tx, deps, [entryId]);
  return meeting.id;
}

/** An outcome before decisions and actions are recorded. */
const nothingYet = {
  ...{ decisions: [], actions: [], recommendedRating: null, nextStep: null },
  ...{ themes: [], gaps: null },
};
