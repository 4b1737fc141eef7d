import type { ConsentRoute, ContactWay } from '../consent/model.ts';
import type { LetterFormat, RepresentativeRelation } from '../people/model.ts';
import { nameKey } from '../people/name-key.ts';
import { addMonthsClamped, type CalendarDay } from '../platform/time.ts';
import type { LetterKind, LetterPart, LetterReceiver, LetterSubject, LetterTo, NewLetter } from './model.ts';

/** How somebody is told things. */
export type Told = { via: ContactWay; address: string | null; format: LetterFormat };

/** A person with everybody who speaks for them, as they are recorded over all rows of the same individual. */
export type PeopleToTell = {
  name: string;
  dateOfBirth: CalendarDay | null;
  told: Told | null;
  /** In the order in which they were recorded. */
  representatives: readonly { name: string; relation: RepresentativeRelation; told: Told | null }[];
};

/** Who may decide for somebody comes before who cares for them. */
const DECIDERS: readonly RepresentativeRelation[] = [
  'parent',
  'guardian',
  'parental-responsibility',
  'deputy',
  'attorney',
];

/**
 * Who is told: the person themself wherever they have said how; and one who speaks for them where the person is younger
 * than `ownConsentFrom`, where somebody else consented for them, or where they can't be told themself. Where nobody's way
 * is known there is still one letter, to the person and without an address: the team finds out how. Nobody is told of
 * a death but a representative.
 */
export function personReceivers(
  people: PeopleToTell,
  about: { today: CalendarDay; ownConsentFrom: number; consentRoute?: ConsentRoute | null; died?: boolean },
): LetterTo[] {
  const { told, dateOfBirth } = people;
  const young = dateOfBirth !== null && addMonthsClamped(dateOfBirth, about.ownConsentFrom * 12) > about.today;
  const another = about.consentRoute != null && about.consentRoute !== 'person';
  const speaks = representative(people);
  const toPerson: LetterTo[] =
    told === null || about.died ? [] : [{ receiver: 'person', receiverName: people.name, ...told }];
  const toSpeaker: LetterTo[] =
    speaks && (young || another || toPerson.length === 0)
      ? [{ receiver: 'representative', receiverName: speaks.name, ...speaks.told }]
      : [];
  const all = [...toPerson, ...toSpeaker];
  if (all.length > 0 || about.died) return all;
  return [{ receiver: 'person', receiverName: people.name, via: 'in-person', address: null, format: 'plain' }];
}

function representative({ representatives }: PeopleToTell): { name: string; told: Told } | undefined {
  const reachable = representatives.flatMap(({ name, relation, told }) => (told ? [{ name, relation, told }] : []));
  return reachable.find(({ relation }) => DECIDERS.includes(relation)) ?? reachable[0];
}

/** What is on record of who referred. */
export type ReferrerOnRecord = {
  route: 'professional' | 'lead-professional' | 'self' | 'carer';
  /** Who was on the phone or wrote, where a coordinator entered the referral. */
  contact: { name: string; via: ContactWay; detail: string } | null;
  referrer: { name: string; email: string | null; phone: string };
};

/**
 * The referrer as a receiver; none where they are the person, or speak for the person and are told as such already.
 *
 * @param others who is told as the person or for them
 */
export function referrerReceivers(
  { route, contact, referrer }: ReferrerOnRecord,
  others: readonly LetterTo[],
): LetterTo[] {
  if (route === 'self') return [];
  if (contact !== null) {
    const told = others.some(({ receiverName }) => nameKey(receiverName) === nameKey(contact.name));
    const { name, via, detail } = contact;
    const to = { via, address: detail.trim() || null, format: 'plain' } as const;
    return told ? [] : [{ receiver: 'referrer', receiverName: name, ...to }];
  }
  const { name, email, phone } = referrer;
  const way = email === null ? ({ via: 'phone', address: phone || null } as const) : { via: 'email', address: email };
  return [{ receiver: 'referrer', receiverName: name, format: 'plain', ...way } as LetterTo];
}

/**
 * The key of one letter: one event, one receiver.
 *
 * @param subjectId the referral, the entry or the consent event that it tells of
 */
export function letterKey(kind: LetterKind, subjectId: string, receiver: LetterReceiver): string {
  return `${kind}:${subjectId}:${receiver}`;
}

/** One letter for each receiver. */
export function lettersTo(
  receivers: readonly LetterTo[],
  subject: LetterSubject,
  about: { subjectId: string; referralId?: string | null; personId?: string | null; entryId?: string | null },
): NewLetter[] {
  const { subjectId, ...ids } = about;
  return receivers.map((to) => ({
    ...subject,
    ...to,
    ...ids,
    eventKey: letterKey(subject.kind, subjectId, to.receiver),
  }));
}

/**
 * How much of a letter may leave by e-mail. The person chose their own address, and the coordinator who releases the
 * letter has read it beside the text: it gets all of it. Any other address is one that somebody else gave: text goes there
 * only where it is marked secure; else a notice stands for it, and the team tells them otherwise, unless they are the
 * referrer and read the outcome in their chat with the bot.
 */
export function letterPart(letter: {
  via: ContactWay;
  receiver: LetterReceiver;
  addressSecure: boolean;
  referrerInTeams: boolean;
  /** false where somebody else may have typed it: of a meeting, whoever asked for it names the addresses. */
  ownAddress?: boolean;
}): LetterPart {
  if (letter.via !== 'email') return null;
  if ((letter.receiver === 'person' && letter.ownAddress !== false) || letter.addressSecure) return 'text';
  return letter.receiver === 'referrer' && letter.referrerInTeams ? 'notice-and-chat' : 'notice';
}
