import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { isEmailAddress } from '../platform/email-address.ts';
import { readConsent } from './change-consent.ts';
import { type OnlineVoice, voicesOf, whatMayBeSaid } from './online-consent.ts';
import { peopleWhoMaySpeak } from './online-store.ts';

/** Somebody to whom the consent form can be mailed. `key` as in OnlineVoice. */
type FormReceiver = { key: string; name: string; address: string };

/** The consent form of one person, and to whom it goes. */
type ConsentFormOf = { dsrReference: string | null; entryId: string | null; receivers: FormReceiver[] };

/**
 * Who can answer the consent form and has an email address: the person, and those who decide for them. Under 16 the form
 * goes to those who decide; the young person's own page is there for them when they open it. Null where there is no such
 * person.
 */
export async function consentFormOf(
  deps: Pick<Deps, 'policy' | 'clock'> & { db: DatabaseOrTransaction },
  personId: string,
): Promise<ConsentFormOf | null> {
  const seen = await readConsent(deps, personId);
  if (seen === null) return null;
  const { family, age, state, entryId, dsrReference } = seen;
  const onRegister = entryId !== null;
  const people = await peopleWhoMaySpeak(deps.db, { personId, family, onRegister });
  const addresses = [people.told, ...people.representatives.map(({ told }) => told)].flatMap((told) => {
    const address = told?.via === 'email' ? (told.address ?? '').trim().toLowerCase() : '';
    return isEmailAddress(address) ? [address] : [];
  });
  const canAnswer = (voice: OnlineVoice) => {
    const say = whatMayBeSaid(voice, { age, state, onRegister }, deps.policy);
    return say.may && !say.clinicalLead;
  };
  // One mail an address, also where it is a parent's and the person's alike.
  const receivers = [...new Set(addresses)].flatMap((address) => {
    const voice = voicesOf(people, address).find(canAnswer);
    return voice === undefined ? [] : [{ key: voice.key, name: voice.name, address }];
  });
  return { dsrReference, entryId, receivers };
}
