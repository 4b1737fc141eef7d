import { consentStateOn } from '../../../services/consent/consent-state.ts';
import type { ConsentRoute } from '../../../services/consent/model.ts';
import { recordConsent } from '../../../services/consent/record-consent.ts';
import { letterView } from '../../../services/letters/letter-view.ts';
import { readLetter } from '../../../services/letters/read-letter.ts';
import { releaseLetter } from '../../../services/letters/release-letter.ts';
import type { Deps } from '../../../services/platform/deps.ts';
import { addDays, addMonthsClamped, addWorkingDays, type CalendarDay } from '../../../services/platform/time.ts';
import { type Duration, statedValue } from '../../../services/policies/rule.ts';
import { acceptReferral } from '../../../services/referrals/accept-referral.ts';
import type { TypedReferral } from '../../../services/referrals/draft-model.ts';
import type { EntryChange } from '../../../services/register/change-entry.ts';
import { entryFacts, openEntryOfPerson, readEntry } from '../../../services/register/entry-store.ts';
import type { HospitalSetting, Rating } from '../../../services/register/model.ts';
import { recordReview, type TypedReview } from '../../../services/register/record-review.ts';
import { letterWords } from '../../../wording/letters/letter-words.ts';
import { refer, review, type SampleReferral, typedReferral } from './referral-story.ts';
import { type Story, sure } from './story.ts';

/** Somebody of the sample who is on the register. */
export type OnRegister = { story: Story; entryId: string; personId: string };

/** Puts off what happened to somebody after they came onto the register: it is told of several at once, which is quicker. */
export type Later = (happened: () => Promise<void>) => void;

type Answer<T> = { ok: true; value: T } | { ok: false; reason: string };

/** The day from which something must be counted so that it falls due on another. */
export function countedTo(due: CalendarDay, duration: Duration): CalendarDay {
  if ('hours' in duration) return addDays(due, -Math.ceil(duration.hours / 24));
  if ('days' in duration) return addDays(due, -duration.days);
  if ('weeks' in duration) return addDays(due, -duration.weeks * 7);
  if ('months' in duration) return addMonthsClamped(due, -duration.months);
  if ('years' in duration) return addMonthsClamped(due, -duration.years * 12);
  return addWorkingDays(due, -duration.workingDays);
}

/** The day on which consent was given that ends in so many days. */
export function consentThatEndsIn(story: Story, days: number): CalendarDay {
  const { policy } = story.at(0, '12:00');
  return countedTo(addDays(story.today, days), statedValue(policy.consentRenewal) ?? { years: 1 });
}

/**
 * Brings somebody onto the register as the team does: a referral, the risk review, acceptance, and letters that were read
 * and released. Consent is renewed in time, until today.
 *
 * @param about.referred the day of the referral and of the consent
 * @param about.lettersWait the letters still wait to be read
 * @param about.lapses nobody renews consent
 */
export async function join(
  story: Story,
  about: SampleReferral & {
    referred: CalendarDay;
    hospital?: { setting: HospitalSetting; admittedOn: CalendarDay };
    rating?: Rating;
    lettersWait?: boolean;
    lapses?: boolean;
    reviewedWithout?: readonly string[];
  },
): Promise<OnRegister> {
  const { ben, cora } = story.people;
  const { referred, hospital, reviewedWithout } = about;
  const day = story.on(referred, '10:10');
  const typed = typedReferral(day.policy, referred, about);
  const sent = await refer(day, ben, typed);
  const decided = story.on(addDays(referred, 2), '14:20');
  const reviewed = await review(decided, cora, sent, reviewedWithout);
  const accepted = await acceptReferral(decided, {
    actor: cora,
    referralId: sent.id,
    version: reviewed.version,
    rating: hospital === undefined ? (about.rating ?? about.suggested) : 'blue',
    setting: hospital?.setting ?? 'community',
    admittedOn: hospital?.admittedOn ?? '',
    locality: typed.locality ?? '',
    decidedBy: 'Lena Example, clinical lead',
    reviewLater: reviewedWithout !== undefined,
    press: decided.newId(),
  });
  const { person } = sure(accepted);
  const entry = await openEntryOfPerson(decided.db, person.id);
  if (entry === null) throw new Error(`the sample did not bring ${about.name} onto the register`);
  const joined = { story, entryId: entry.id, personId: person.id };
  if (!about.lettersWait) await releaseLetters(story, sent.id, addDays(referred, 3));
  if (!about.lapses) await renewInTime(joined, typed);
  return joined;
}

/** Every letter of a referral is read and released. */
export async function releaseLetters(story: Story, referralId: string, day: CalendarDay): Promise<void> {
  const deps = { ...story.on(day, '15:30'), letterWords };
  const rows = await deps.db.letter.findMany({ where: { referralId, state: 'drafted' }, select: { id: true } });
  const actor = story.people.cora;
  const release = async (letterId: string) => {
    const letter = await readLetter(deps, letterId);
    if (letter === undefined) throw new Error('a letter of the sample is gone');
    const { version, digest } = letterView(deps, letter);
    sure(await releaseLetter(deps, { actor, letterId, version, digest, press: deps.newId() }));
  };
  await Promise.all(rows.map(({ id }) => release(id)));
}

/** Consent is given anew ten days before it would end, as often as it would have. */
async function renewInTime({ story, personId }: OnRegister, typed: TypedReferral): Promise<void> {
  for (;;) {
    const { db, policy } = story.at(0, '12:00');
    const entry = await openEntryOfPerson(db, personId);
    const facts = entry && (await entryFacts(db, entry.id));
    const state = consentStateOn(facts?.consent ?? [], story.today, policy);
    if (state.state === 'valid' || state.state === 'none') return;
    if (state.state !== 'lapsed') throw new Error('consent of the sample ended by itself');
    await renew({ story, personId, entryId: entry?.id ?? '' }, typed, addDays(state.on, -10));
  }
}

/** Consent is given anew on a day. */
async function renew({ story, personId }: OnRegister, typed: TypedReferral, day: CalendarDay): Promise<void> {
  const deps = story.on(day, '11:00');
  const route = (typed.consentAnswer ?? 'person') as ConsentRoute;
  const { consenterName, informationFormat, evidence, personView, capacityAssessedOn, decidedBy, consulted } = typed;
  const renewed = await recordConsent(deps, {
    actor: story.people.cora,
    personId,
    referralId: null,
    who: { answer: 'agrees', route, capacity: capacityAssessedOn === undefined ? 'not-assessed' : 'lacks' },
    record: {
      ...{ consenterName, informationFormat, evidence, personView, capacityAssessedOn, decidedBy, consulted },
      ...{ form: 'phone', day, sharing: 'yes' },
    },
    press: deps.newId(),
  });
  sure(renewed);
}

/** Changes an entry as a coordinator did on a day: with the version that it had then. */
export async function onEntry<T>(
  { story, entryId }: OnRegister,
  day: CalendarDay,
  change: (deps: Deps, about: EntryChange) => Promise<Answer<T>>,
): Promise<T> {
  const deps = story.on(day, '11:40');
  const row = await readEntry(deps.db, entryId);
  if (row === null) throw new Error('an entry of the sample is gone');
  const { cora } = story.people;
  return sure(await change(deps, { actor: cora, entryId, version: row.version, press: deps.newId() }));
}

/** Records a review on the day it happened. */
export async function reviewed(
  who: OnRegister,
  day: CalendarDay,
  kind: TypedReview['kind'],
  rest: Partial<TypedReview> = {},
): Promise<void> {
  await onEntry(who, day, (deps, about) => recordReview(deps, { ...about, kind, day, note: '', ...rest }));
}

/** The panel talked about somebody, so long ago that it talks about them again in so many days; yesterday at the latest. */
export async function discussedAgainIn(who: OnRegister, days: number, note: string): Promise<void> {
  const { policy } = who.story.at(0, '12:00');
  const { today } = who.story;
  const day = countedTo(addDays(today, days), statedValue(policy.panelInterval) ?? { months: 1 });
  const yesterday = addDays(today, -1);
  await reviewed(who, day < yesterday ? day : yesterday, 'discussed', { note });
}

/** When something last happened that is due again in so many days. */
export function lastBefore(story: Story, days: number, interval: Duration): CalendarDay {
  return countedTo(addDays(story.today, days), interval);
}
