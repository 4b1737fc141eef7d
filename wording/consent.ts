import type { ConsentEventKind, ConsentForm, ConsentRoute, InformationFormat } from '../services/consent/model.ts';
import type { ConsentRecord, ConsentView, EndingEffects, Told, ToldWhat } from '../services/consent/view-model.ts';
import { dayOf, formatDay, formatDayShort, formatInstant } from '../services/platform/time.ts';

/** On whose authority, as it stands in a sentence and in a list. */
export const consentRouteLabels: Record<ConsentRoute, string> = {
  person: 'The person',
  parent: 'A parent',
  guardian: 'A guardian',
  'parental-responsibility': 'Somebody else with parental responsibility',
  deputy: 'A deputy for personal welfare (Court of Protection)',
  attorney: 'An attorney for health and welfare',
  'best-interest': 'A best-interest decision',
};

export const consentFormLabels: Record<ConsentForm, string> = {
  'in-person': 'In person',
  phone: 'By phone',
  paper: 'On paper',
  online: 'Online',
};

export const informationFormatLabels: Record<InformationFormat, string> = {
  plain: 'Plain words, on paper or screen',
  'easy-read': 'Easy Read',
  symbols: 'Symbols',
  photosymbols: 'Photosymbols',
  'large-print': 'Large print',
  spoken: 'Spoken',
};

const kinds: Record<ConsentEventKind, string> = {
  informed: 'Told about the register',
  given: '✓ Consent given',
  refused: '✕ Refused',
  renewed: '✓ Consent renewed',
  withdrawn: '✕ Consent withdrawn',
  expired: '! Consent ran out',
  'found-invalid': '✕ Found not to be valid',
};

/** Where consent stands today, in a few words, with how loud it is. */
export function consentStateWords({ state, dsrReference }: Pick<ConsentView, 'state' | 'dsrReference'>): {
  words: string;
  tone: 'good' | 'warning' | 'attention' | 'default';
} {
  switch (state.state) {
    case 'none':
      return { words: 'No consent is on record. Without it nobody comes onto the register.', tone: 'warning' };
    case 'valid': {
      const until = state.until === null ? 'without an end date' : `to the end of ${formatDay(state.until)}`;
      return { words: `✓ Consent holds, ${until}.`, tone: 'good' };
    }
    case 'lapsed': {
      const means =
        dsrReference === null ? '' : ' The entry is suspended: nothing is shared and no meeting is requested.';
      return {
        words: `! Consent ran out: it no longer holds since ${formatDay(state.on)}.${means}`,
        tone: 'attention',
      };
    }
    case 'refused':
      return { words: `✕ Refused on ${formatDay(state.on)}.`, tone: 'attention' };
    case 'withdrawn':
      return { words: `✕ Withdrawn on ${formatDay(state.on)}.`, tone: 'attention' };
    case 'found-invalid':
      return {
        words: `✕ Found not to be valid on ${formatDay(state.on)}. Nothing is shared until consent is recorded anew.`,
        tone: 'attention',
      };
  }
}

/** What was recorded of a consent, for a list of facts. Names and texts are free: escape them for a card. */
export function consentFacts(record: ConsentRecord): { title: string; text: string }[] {
  const entries: [string, string | null][] = [
    ['Given by', whoWords(record)],
    ['On', formatDay(record.day)],
    ['How', record.form && consentFormLabels[record.form]],
    ['For', record.scope.length === 0 ? null : scopeWords(record.scope)],
    ['Told about it first in', record.informationFormat && informationFormatLabels[record.informationFormat]],
    ['Evidence', record.evidence],
    ['Their own view', record.personView],
    ['Capacity assessed on', record.capacityAssessedOn && formatDay(record.capacityAssessedOn)],
    ['Decided by', record.decidedBy],
    ['Who was consulted', record.consulted],
    ['Note', record.note],
    ['Recorded', `${record.by === null ? '' : `by ${record.by}, `}${formatInstant(record.at)}`],
  ];
  return entries.flatMap(([title, text]) => (text === null || text === '' ? [] : [{ title, text }]));
}

/** For what consent was given. */
export function scopeWords(scope: ConsentRecord['scope']): string {
  return scope.includes('sharing')
    ? 'Being on the register, and sharing what is needed with agencies that signed the agreement'
    : 'Being on the register alone: nothing is shared outside the DSR team';
}

function whoWords({ route, consenterName }: ConsentRecord): string | null {
  if (route === null) return consenterName;
  const label = consentRouteLabels[route];
  return consenterName === null || route === 'best-interest' ? label : `${label}: ${consenterName}`;
}

/** One line of the history: what, when, by whom. */
export function consentLine(record: ConsentRecord): string {
  const who = whoWords(record);
  const how = record.form === null ? '' : `, ${consentFormLabels[record.form].toLowerCase()}`;
  return `${formatDayShort(record.day)}: ${kinds[record.kind]}${who === null ? '' : ` – ${who}${how}`}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * What ending consent today does, a line each, said before it is done.
 *
 * @param about.told whether somebody who was not on the register is written to as well
 */
export function endingLines(effects: EndingEffects, withdrawalHours: number, about = { told: true }): string[] {
  const { endsEntry, cancelled, toDecide, requests, referrals } = effects;
  return [
    endsEntry
      ? 'Their time on the register ends that day. If something was recorded there for a later day, it ends on that one. Its due dates and reminders stop.'
      : 'They are not on the register.',
    ...(cancelled > 0 ? [`${counted(cancelled, 'meeting is', 'meetings are')} cancelled for everybody invited.`] : []),
    ...(toDecide > 0
      ? [
          `${counted(toDecide, 'meeting within', 'meetings within')} ${withdrawalHours} hours: the clinical lead is asked first, and nobody else can cancel it. Until then nothing about the person leaves for it.`,
        ]
      : []),
    ...(requests.length > 0
      ? [`Nothing about the person leaves any more for ${requests.join(', ')} until a new basis is recorded.`]
      : []),
    ...(referrals.length > 0 ? [`${referrals.join(', ')} cannot be accepted without consent.`] : []),
    ...(endsEntry || about.told
      ? [
          'A letter tells the person, and whoever speaks for them where that is needed. You read and release it. Letters that would say something else are not sent.',
        ]
      : []),
    endsEntry
      ? 'It cannot be undone. To come back onto the register they agree again, and a new referral is decided.'
      : 'It cannot be undone. If they change their mind, record that they agree again.',
    'What was sent before stays with those who got it: you are shown who that is. Nothing on record is deleted.',
  ];
}

const what: Record<ToldWhat, string> = {
  invitation: 'an invitation, with what the meeting is about',
  'invitation-reference-only': 'an invitation with the reference alone',
  cancellation: 'a cancellation, with the reference alone',
  summary: 'a summary about the person',
  notice: 'a notice with the reference alone',
  letter: 'a letter',
  question: 'was shown the name and a question on a page',
  'by-hand': 'was told by the team',
};

/** Who got something: 'Priya Example (Moorland County Council)'. Free text: escape it for a card. */
export function toldReceiver({ receiver, organisation }: Told): string {
  return organisation === null ? receiver : `${receiver} (${organisation})`;
}

/** What they got, of what, and when. */
export function toldWords(told: Told): string {
  const version = told.version !== null && told.version > 1 ? `, version ${told.version}` : '';
  const reference = told.reference === '' ? '' : ` · ${told.reference}`;
  const certain = told.certain ? '' : ' · it may have arrived, we cannot tell';
  const when = told.what === 'letter' ? formatDayShort(dayOf(told.at)) : formatInstant(told.at);
  return `${what[told.what]}${version}${reference} · ${when}${certain}`;
}

/** What the list of those who were told is, above it. */
export function toldIntro(count: number): string {
  return count === 0
    ? 'Nobody outside the DSR team has received anything about this person from here.'
    : 'Newest first: from meetings about the person, and letters. What went out before cannot be called back.';
}

/** What has just been done, for the line at the top of the card. */
export const consentDone = {
  recorded: 'Recorded.',
  refused: 'Recorded: they do not agree. Nothing in their current support changes.',
  withdrawn:
    'Recorded: consent is withdrawn, and what rested on it has ended. A meeting that is very near waits for the clinical lead. Read and release the letter that confirms it. Here is who has already received something.',
  foundInvalid: 'Recorded: this consent counts no more.',
  asked: 'The clinical lead has been asked. Nothing is shared until they have decided.',
  meetingCancelled: 'The meeting is cancelled for everybody invited.',
} as const;

/** Why something about consent was not done. */
export function consentRefusalText(refusal: { reason: string }): string {
  switch (refusal.reason) {
    case 'not-allowed':
      return 'Only the DSR team can do this. Nothing was changed.';
    case 'not-found':
      return 'This is no longer there. Nothing was changed.';
    case 'nothing-to-withdraw':
      return 'There is no consent to withdraw: here is how it stands now.';
    case 'no-consent':
      return 'There is no consent that could be found not to be valid: here is how it stands now.';
    case 'nothing-to-decide':
      return 'There is nothing for the clinical lead to decide: record consent from those who may give it.';
    default:
      return 'Somebody else has changed this meanwhile: here is how it stands now. Nothing you entered was recorded.';
  }
}

/** The consent form is on its way. */
export function formSentWords(sent: number): string {
  return `The consent form is on its way to ${sent === 1 ? 'one email address' : `${sent} email addresses`}. What they answer there is recorded by itself.`;
}

/** Nobody can be mailed the consent form. */
export const nobodyByEmail =
  'Nobody who can answer has an email address on record. Ask by phone, in person or on paper, and record what they say here.';
