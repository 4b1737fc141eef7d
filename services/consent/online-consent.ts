import type { PeopleToTell } from '../letters/receivers.ts';
import type { RepresentativeRelation } from '../people/model.ts';
import type { ConsentRoute, ConsentState } from './model.ts';
import { type ConsentRules, parentalRoutes } from './who-may-consent.ts';

/** What somebody can say about the register on the web pages. */
export const onlineAnswers = ['give', 'refuse', 'renew', 'withdraw'] as const;
export type OnlineAnswer = (typeof onlineAnswers)[number];

/** As whom somebody with a confirmed address can speak: the person, or one of those who speak for them. */
export type OnlineVoice = {
  /** 'person', or 'representative-0' by the order in which they are recorded. */
  key: string;
  name: string;
  relation: 'person' | RepresentativeRelation;
};

/** What one of them can say now. */
export type OnlineSay =
  /** `clinicalLead`: what they say is heard, and the clinical lead decides. */
  | { may: true; answers: readonly [OnlineAnswer, ...OnlineAnswer[]]; route: ConsentRoute; clinicalLead: boolean }
  /**
   * 'own-consent': the person decides this themself. 'no-authority': they care for the person, and decide nothing for them.
   * 'age-unknown': who decides depends on it.
   */
  | { may: false; because: 'age-unknown' | 'own-consent' | 'no-authority' };

/** An address as it is compared. */
function isAddress(told: PeopleToTell['told'], address: string): boolean {
  return told?.via === 'email' && told.address?.trim().toLowerCase() === address;
}

/**
 * As whom the reader of an address can speak. Nobody but those whose address is on record for the person.
 *
 * @param address in small letters, as it was confirmed
 */
export function voicesOf(people: PeopleToTell, address: string): OnlineVoice[] {
  const person: OnlineVoice[] = isAddress(people.told, address)
    ? [{ key: 'person', name: people.name, relation: 'person' }]
    : [];
  const others = people.representatives.flatMap(({ name, relation, told }, at): OnlineVoice[] =>
    isAddress(told, address) ? [{ key: `representative-${at}`, name, relation }] : [],
  );
  return [...person, ...others];
}

/** By which route they would consent; null for those who care for the person and decide nothing for them. */
function routeOf(relation: OnlineVoice['relation']): ConsentRoute | null {
  switch (relation) {
    case 'person':
    case 'parent':
    case 'guardian':
    case 'parental-responsibility':
    case 'deputy':
    case 'attorney':
      return relation;
    default:
      return null;
  }
}

function isParental(route: ConsentRoute): boolean {
  return parentalRoutes.some((one) => one === route);
}

/**
 * What somebody can say here (domain.md §4, §10). From 16 on the person speaks for themself. Under 16 it is a parent,
 * guardian or whoever has parental responsibility; a young person's own yes or no goes to the clinical lead, who decides.
 * Whoever gave the consent that counts can take it back. A deputy or an attorney consents where somebody was assessed as
 * lacking capacity, which the team records: here they can renew or take back what was given by them.
 */
export function whatMayBeSaid(
  voice: Pick<OnlineVoice, 'relation'>,
  about: { age: number | null; state: ConsentState; onRegister: boolean },
  rules: ConsentRules,
): OnlineSay {
  const route = routeOf(voice.relation);
  const { age, state, onRegister } = about;
  if (route === null || !rules.consentRoutes.value.includes(route)) return { may: false, because: 'no-authority' };
  const counts = state.state === 'valid' || state.state === 'lapsed';
  const gaveIt = counts && state.route === route;
  if (age === null) return gaveIt ? withdrawal(route) : { may: false, because: 'age-unknown' };
  const young = age < rules.ownConsentFrom.value;
  const all: readonly [OnlineAnswer, ...OnlineAnswer[]] = counts
    ? ['renew', 'withdraw']
    : onRegister
      ? ['give', 'withdraw']
      : ['give', 'refuse'];
  if (route === 'person') return { may: true, answers: all, route, clinicalLead: young };
  if (isParental(route) && young) return { may: true, answers: all, route, clinicalLead: false };
  if (gaveIt) {
    return isParental(route)
      ? withdrawal(route)
      : { may: true, answers: ['renew', 'withdraw'], route, clinicalLead: false };
  }
  return { may: false, because: 'own-consent' };
}

function withdrawal(route: ConsentRoute): OnlineSay {
  return { may: true, answers: ['withdraw'], route, clinicalLead: false };
}
