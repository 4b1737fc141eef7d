import type { InviteeView, MeetingView, QuorumGroup } from '../services/meetings/model.ts';
import type { TimesAdvice } from '../services/meetings/times-advice.ts';
import { formatDay } from '../services/platform/time.ts';
import { lengthWords, type StateWords } from './team-request.ts';

type Invitees = MeetingView['invitees'];

const ofTheFamily: Partial<Record<InviteeView['kind'], string>> = {
  individual: 'the person',
  carer: 'parent or carer',
};

/** What a role is called: its organisation, 'the person', or whoever it is. Two of one organisation are told apart. */
export function seatName(seat: string, invitees: Invitees): string {
  const holder = invitees.find(({ id }) => id === seat);
  if (holder === undefined) return 'somebody who is no longer invited';
  const alike = invitees.filter(
    ({ standsInForId, kind, organisation }) =>
      standsInForId === null && kind === holder.kind && organisation?.id === holder.organisation?.id,
  );
  const name = holder.organisation?.name ?? ofTheFamily[holder.kind];
  if (name === undefined) return holder.name;
  return alike.length > 1 ? `${name} (${holder.name})` : name;
}

/** 'at least 2 of these: A, B, C'; a single role by its name alone. Names are free text. */
export function groupWords({ seats, atLeast }: QuorumGroup, invitees: Invitees): string {
  const names = seats.map((seat) => seatName(seat, invitees));
  if (names.length <= atLeast) return names.join(' and ');
  return `${atLeast === 1 ? 'one' : `at least ${atLeast}`} of ${names.join(', ')}`;
}

/** Who must be there, as a rule: before there is a time to come to. Null where nobody must. */
export function quorumRule({ quorum, invitees }: Pick<MeetingView, 'quorum' | 'invitees'>): string | null {
  if (quorum.groups.length === 0) return null;
  return quorum.groups.map((group) => groupWords(group, invitees)).join('; ');
}

/** Whether enough people come by the answers so far, in words; the tone only repeats them. Names are free text. */
export function quorumWords({ quorum, invitees }: Pick<MeetingView, 'quorum' | 'invitees'>): StateWords {
  if (quorum.groups.length === 0) return { words: '○ Nobody is marked as required', tone: 'default' };
  if (quorum.state === 'yes') return { words: '✓ Quorate by the answers so far', tone: 'default' };
  const missing = quorum.missing.map((group) => groupWords(group, invitees)).join('; ');
  return quorum.state === 'maybe'
    ? { words: `! Not quorate yet. Still needed: ${missing}`, tone: 'attention' }
    : { words: `✕ Not quorate: too few can come. Still needed: ${missing}`, tone: 'attention' };
}

const quorate = {
  yes: { words: '✓ Quorate', tone: 'default' },
  maybe: { words: '? Quorate if those who have not said can come', tone: 'default' },
  no: { words: '✕ Not quorate', tone: 'attention' },
} as const satisfies Record<string, StateWords>;

/** Whether enough people can come at one time. */
export function quorateWords(state: 'yes' | 'maybe' | 'no'): StateWords {
  return quorate[state];
}

/** The one change that would give a time, as a sentence. Names are free text. */
export function adviceWords(advice: TimesAdvice, invitees: Invitees): string {
  switch (advice.change) {
    case 'without':
      return `What would help most: to meet without ${seatName(advice.seat, invitees)}, who can be told afterwards.`;
    case 'stand-in':
      return `What would help most: a stand-in for ${seatName(advice.seat, invitees)}.${advice.contactId ? ' A colleague of theirs in the directory is free then.' : ''}`;
    case 'shorter':
      return `What would help most: a shorter meeting of ${lengthWords(advice.lengthMinutes)}.`;
    case 'later': {
      const days = advice.workingDays === 1 ? '1 working day later' : `${advice.workingDays} working days later`;
      return `What would help most: to meet ${days}, by ${formatDay(advice.latestDay)}.`;
    }
    case 'online':
      return 'What would help most: to meet online instead of in person.';
  }
}
