import type { Relation } from '../access/actor.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { SeenConsent } from './change-consent.ts';
import { type OnlineSay, type OnlineVoice, voicesOf, whatMayBeSaid } from './online-consent.ts';
import { peopleWhoMaySpeak } from './online-store.ts';

/** Somebody whose address is on record for a person, and what they can say about the register now. */
export type Speaker = OnlineVoice & { say: OnlineSay };

/** As whom the reader of an address can speak about somebody's consent. */
export async function speakersOf(
  deps: Pick<Deps, 'policy'> & { db: DatabaseOrTransaction },
  seen: SeenConsent,
  address: string,
): Promise<Speaker[]> {
  const { id: personId, family, age, state, entryId } = seen;
  const onRegister = entryId !== null;
  const people = await peopleWhoMaySpeak(deps.db, { personId, family, onRegister });
  const about = { age, state, onRegister };
  return voicesOf(people, address.trim().toLowerCase()).map((voice) => ({
    ...voice,
    say: whatMayBeSaid(voice, about, deps.policy),
  }));
}

/** What an address is to somebody's consent. */
export function relationOf(speakers: readonly Speaker[]): Relation[] {
  return speakers.length > 0 ? ['consenter'] : ['none'];
}
