import { formatNhsNumber } from '../services/people/nhs-number.ts';
import { formatDay } from '../services/platform/time.ts';
import { type AreaPolicy, labelOf } from '../services/policies/model.ts';
import type { ReferralView, ReferredConsent, ToldHow } from '../services/referrals/model.ts';
import { clockLabel, dueWords } from './clocks.ts';
import { type AnswerLine, professionalWords } from './referral-answers.ts';
import {
  contactWayLabels,
  letterFormatLabels,
  referralChoiceLabel,
  referralFieldLabel,
  referralRouteLabels,
  representativeRelationLabels,
} from './referral-fields.ts';

type Next = Pick<ReferralView, 'state' | 'clocks' | 'referrerTold' | 'receivedBy' | 'consent'>;

const OUTCOME_TOLD =
  'The person, or whoever speaks for them, is told the outcome too, in the way they asked for, also when the register is not for them.';

/** What happens next, for the referrer: one sentence a line, by the referral's present state. */
export function whatHappensToReferral(referral: Next): string[] {
  switch (referral.state) {
    case 'draft':
      return ['Nobody has seen this yet. Finish it and send it when you are ready.'];
    case 'submitted':
      return [
        ...whenReviewed(referral),
        'You are told here when it is decided. They may ask you a question first.',
        OUTCOME_TOLD,
        ...aboutConsent(referral),
      ];
    case 'information-requested':
      return ['The DSR team needs your answer before it can decide.', 'You can also withdraw the referral.'];
    case 'accepted':
    case 'not-eligible':
      return referral.referrerTold
        ? ['The DSR team has told you the outcome and what happens next.', OUTCOME_TOLD]
        : ['The DSR team has decided. A coordinator tells you the outcome and what happens next.', OUTCOME_TOLD];
    case 'withdrawn':
      return [
        'Nothing more will happen with this referral.',
        'The person, or whoever speaks for them, is told that it was withdrawn.',
      ];
  }
}

function whenReviewed({ clocks }: Next): string[] {
  const dated = clocks.filter(({ kind }) => kind === 'referral-triage' || kind === 'referral-review');
  if (dated.length === 0) return ['The DSR team reads the referral and decides. No time for this is set locally.'];
  return [
    'The DSR team reads the referral and decides.',
    ...dated.map((clock) => `${clockLabel(clock.kind)}: by ${dueWords(clock)}.`),
  ];
}

function aboutConsent({ consent }: Next): string[] {
  const last = consent.findLast(({ kind }) => kind !== 'informed');
  return last?.kind === 'given' ? [] : ['Nobody comes onto the register without consent.'];
}

/**
 * What was said when it ended, a paragraph each. Of an outcome only what the referrer has been told; the rating stays with
 * the team. Free text: escape it for a card.
 */
export function outcomeWords(referral: ReferralView, policy: Pick<AreaPolicy, 'notEligibleReasons'>): string[] {
  const { decision, referrerTold, state, endNote } = referral;
  const told = state === 'not-eligible' && referrerTold ? decision : null;
  return [
    told?.reason ? labelOf(policy.notEligibleReasons.value, told.reason) : null,
    told?.note,
    told?.whatElseHelps ? `What else could help: ${told.whatElseHelps}` : null,
    endNote,
  ].flatMap((text) => (text?.trim() ? [text] : []));
}

function toldWords(told: ToldHow): string {
  const format = (letterFormatLabels[told.format] ?? told.format).toLowerCase();
  const detail = told.detail === '' ? '' : `, ${told.detail}`;
  return `${contactWayLabels[told.via] ?? told.via}${detail} (${format})`;
}

const consentKinds: Partial<Record<ReferredConsent['kind'], string>> = {
  informed: 'Was told about the register',
  refused: 'Said no',
  withdrawn: 'Withdrew consent',
  renewed: 'Renewed consent',
  expired: 'Consent ran out',
  'found-invalid': 'Consent was found not to be valid',
};

function consentLine(event: ReferredConsent, policy: AreaPolicy): string {
  const given = event.route === null ? 'Agreed' : referralChoiceLabel('consentAnswer', event.route, { policy });
  const what = event.kind === 'given' ? given : (consentKinds[event.kind] ?? event.kind);
  const by = [event.consenterName, event.decidedBy].filter(Boolean).join(', ');
  return `${formatDay(event.day)}: ${what}${by === '' ? '' : ` (${by})`}`;
}

/** Everything that was sent, heading by heading. What was left out is left out. Free text: escape it for a card. */
export function referralDetails(referral: ReferralView, policy: AreaPolicy): AnswerLine[] {
  const { person, contact, supportTool } = referral;
  const label = (field: Parameters<typeof referralFieldLabel>[0]) => referralFieldLabel(field, { policy });
  const received = `${referralRouteLabels[referral.route]}, received on ${formatDay(referral.receivedOn)}`;
  const who =
    contact &&
    [contact.name, contact.relation, contactWayLabels[contact.via], contact.detail].filter(Boolean).join(', ');
  return [
    { title: label('route'), text: received },
    { title: label('contactName'), text: who ?? '' },
    { title: 'Date of birth', text: person.dateOfBirth === null ? '' : formatDay(person.dateOfBirth) },
    { title: 'NHS number', text: person.nhsNumber === null ? '' : formatNhsNumber(person.nhsNumber) },
    { title: 'Where they live', text: person.residence ?? '' },
    {
      title: label('locality'),
      text: referral.locality === null ? '' : referralChoiceLabel('locality', referral.locality, { policy }),
    },
    ...Object.entries(referral.eligibility).map(([code, answer]) => ({
      title: label(`eligibility-${code}`),
      text: referralChoiceLabel(`eligibility-${code}`, answer, { policy }),
    })),
    { title: 'Consent', text: referral.consent.map((event) => consentLine(event, policy)).join('\n') },
    { title: 'Why the person has not been asked yet', text: referral.consentNote ?? '' },
    { title: label('personVia'), text: person.told === null ? 'Their representative is told' : toldWords(person.told) },
    {
      title: 'Parent, carer or representative',
      text: referral.representatives
        .map(({ name, relation, told }) =>
          [name, representativeRelationLabels[relation], told && toldWords(told)].filter(Boolean).join(', '),
        )
        .join('\n'),
    },
    { title: label('currentIssues'), text: referral.currentIssues },
    { title: label('escalationRisk'), text: referral.escalationRisk ?? '' },
    { title: label('whatWasTried'), text: referral.whatWasTried ?? '' },
    { title: label('whatCouldHelp'), text: referral.whatCouldHelp ?? '' },
    { title: label('actionPlan'), text: referral.actionPlan ?? '' },
    { title: 'Professionals who know the person', text: referral.keyProfessionals.map(professionalWords).join('\n') },
    { title: 'Support tool', text: supportTool === null ? '' : `Score ${supportTool.score}` },
    {
      title: 'Suggested rating',
      text: referralChoiceLabel('suggestedRating', referral.suggestedRating ?? 'unsure', { policy }),
    },
  ].filter(({ text }) => text.trim() !== '');
}

/** Why something a referrer asked for was not done. */
export type ReferrerRefusal =
  | 'not-allowed'
  | 'not-found'
  | 'too-late'
  | 'already-sent'
  | 'changed-meanwhile'
  | 'draft-gone';

const refusals: Record<ReferrerRefusal, string> = {
  'not-allowed': 'Only the DSR team can do this. Nothing was changed.',
  'not-found': 'We could not find this referral among yours. Look through “my referrals”.',
  'too-late':
    'This referral can no longer be withdrawn: here is how it stands now. Contact the DSR team if it must stop.',
  'already-sent': 'You have already sent this referral. Here is how it stands now.',
  'changed-meanwhile': 'This referral has changed meanwhile. Here is how it stands now.',
  'draft-gone': 'This draft is no longer there: it was deleted, or it is not yours.',
};

/** Why it was not done, and what to do instead. */
export function referrerRefusalText(reason: ReferrerRefusal): string {
  return refusals[reason];
}

/** Short messages of the referrer's side: a heading, which shows in notifications too, and a few sentences. */
export const referralMessages = {
  saved: { heading: 'Referral saved', text: ['Nobody has seen it yet. You find it under “my referrals”.'] },
  deleted: { heading: 'Draft deleted', text: ['Nothing of what you typed was kept.'] },
  deleteDraft: { heading: 'Delete this draft?', text: ['What you typed in it will be gone. This cannot be undone.'] },
  notDone: { heading: 'That did not work', text: [] as string[] },
  onlyInChat: {
    heading: 'Please ask me in our own chat',
    text: ['A referral names the person it is about, so I only take and list referrals in a one-to-one chat with me.'],
  },
  asked: {
    heading: 'Your question went to the DSR team',
    text: [
      'A coordinator reads it with your reason and answers. I do not look anybody up by myself.',
      'Their answer comes to this chat.',
    ],
  },
} as const;

/** What is said above a card about what has just happened. */
export const referralNotices = {
  sent: (reference: string) => `Sent. Your reference is ${reference}.`,
  answerSent: 'Your answer was sent to the DSR team.',
  withdrawn: 'The referral was withdrawn.',
  noteTooLong: 'Shorten the reason to 4,000 characters or fewer, then press Withdraw referral again.',
} as const;

export const announcedReferrals = 'My referrals';
