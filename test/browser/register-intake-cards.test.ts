import { expect } from 'vitest';
import type { AdaptiveCard } from '../../cards/adaptive-card.ts';
import { consentCard } from '../../cards/consent.card.ts';
import { consentToldCard } from '../../cards/consent-told.card.ts';
import { duplicatesCard } from '../../cards/duplicates.card.ts';
import { letterCard } from '../../cards/letter.card.ts';
import { readdressLetterFormCard } from '../../cards/letter-forms.ts';
import { meetingForTeamCard } from '../../cards/meeting-for-team.card.ts';
import { panelCard } from '../../cards/panel.card.ts';
import { panelPersonCard } from '../../cards/panel-person.card.ts';
import { referralCheckCard } from '../../cards/referral-check.card.ts';
import { referralForTeamCard } from '../../cards/referral-for-team.card.ts';
import { referralStepCard } from '../../cards/referral-step.card.ts';
import { registerEnquiryCard } from '../../cards/register-enquiry.card.ts';
import { registerMeetingFormCard, registerMeetingKindsCard } from '../../cards/register-meeting-form.card.ts';
import { acceptReferralFormCard, refuseReferralFormCard } from '../../cards/triage-forms.ts';
import { enquiriesCard, lettersCard, referralsCard } from '../../cards/waiting-lists.ts';
import type { ConsentRecord, ConsentView } from '../../services/consent/view-model.ts';
import { fixedClock } from '../../services/platform/time.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import { checkStep } from '../../services/referrals/check-step.ts';
import type { ReferralDraftView, ReferralStep, TypedReferral } from '../../services/referrals/draft-model.ts';
import { checkContextOf } from '../../services/referrals/draft-view.ts';
import { keyProfessionalsOf } from '../../services/referrals/key-professionals.ts';
import { fieldsOf, stepsOf } from '../../services/referrals/steps.ts';
import type { ReferralQueue } from '../../services/referrals/triage-model.ts';
import { ordinaryMorning } from '../support/deps.ts';
import { lookAtCards } from '../support/look-at-cards.ts';
import { typedReferral } from '../support/referral-builders.ts';
import {
  organisations,
  sampleOffer,
  samplePanel,
  samplePanelPerson,
  sampleRegisterMeeting,
} from '../support/register-meeting-views.ts';
import { SAMPLE_NOW } from '../support/team-views.ts';
import {
  norfolk,
  sampleEnquiry,
  sampleLetter,
  samplePossible,
  sampleReferral,
  sampleTriage,
} from '../support/triage-views.ts';

const policy = loadPolicy();
const id = '00000000-0000-4000-8000-000000000009';
const newId = () => id;
/** What people paste and what breaks lines: a word without an end, and signs that cards read as something else. */
const hostile = `${'Wolverhampton'.repeat(9)} **bold** <b>x</b> [a](https://example.org) \u202E=cmd()`;

function draftOf(typed: TypedReferral): ReferralDraftView {
  return {
    ...{ id, version: 0, typed, updatedAt: ordinaryMorning, suggestedOrganisation: null },
    me: { id, name: 'Robin Referrer', email: 'robin@example.org' },
    profile: { jobRole: null, organisation: null, phone: null },
  };
}

function referralCards(typed: TypedReferral, area?: string) {
  const draft = draftOf(typed);
  const areaPolicy = loadPolicy(area);
  const clock = fixedClock(ordinaryMorning);
  const context = checkContextOf({ policy: areaPolicy, clock, allowTestNhsNumbers: true }, draft);
  const shared = { draft, lead: false, urgentBecause: [], press: id, professionals: keyProfessionalsOf(draft) };
  const steps = stepsOf(context);
  const seen = (step: ReferralStep) => ({ specs: fieldsOf(step, context), problems: checkStep(step, context) });
  const made = steps.map((step, at): [string, AdaptiveCard] => [
    `step-${step}`,
    referralStepCard({
      ...{ ...shared, ...seen(step), step, policy: areaPolicy, number: at + 1, of: steps.length + 1 },
      ...{ tool: null, young: false, fromCheck: false },
    }),
  ]);
  const check = referralCheckCard({
    ...{ ...shared, policy: areaPolicy },
    steps: steps.map((step) => ({ step, ...seen(step) })),
  });
  return Object.fromEntries([...made, ['check', check] as const]);
}

const named = (prefix: string, cards: Record<string, AdaptiveCard>) =>
  Object.fromEntries(Object.entries(cards).map(([name, card]) => [`${prefix}-${name}`, card]));

const everything = Object.fromEntries(
  Object.entries(typedReferral()).map(([field, value]) => [field, typeof value === 'string' ? hostile : value]),
) as TypedReferral;

const triage = sampleTriage();
const referral = sampleReferral({
  person: { ...sampleReferral().person, fullName: hostile, residence: hostile },
  ...{ currentIssues: hostile, whatWasTried: hostile },
});
const gaps = ['duplicates', 'consent', 'reviewers'] as const;
const hostileTriage = sampleTriage({
  ...{ referral, gaps: [...gaps], consent: { state: 'none' } },
  ...{ possible: [samplePossible({ fullName: hostile })], missingSectors: ['education', 'social-care'] },
});
const form = { triage, typed: {}, problems: [], policy: norfolk, press: id };
const at = new Date('2027-01-12T09:30:00Z');
const given: ConsentRecord = {
  ...{ id, kind: 'given', day: '2027-01-04', route: 'person', consenterName: hostile, form: 'paper', at },
  ...{ scope: ['register', 'sharing'], evidence: hostile, informationFormat: 'easy-read', capacityAssessedOn: null },
  ...{ decidedBy: null, consulted: null, personView: null, note: hostile, by: 'Cora Example' },
};
const consent: ConsentView = {
  ...{ personId: id, personName: hostile, dsrReference: 'DSR-0007', dateOfBirth: '1996-05-04', age: 30 },
  ...{ today: '2027-01-12', entryId: id, renewal: null },
  ...{ standing: given, history: [given] },
  state: { state: 'valid', route: 'person', since: '2027-01-04', until: '2028-01-04', eventId: id },
  effects: { endsEntry: true, cancelled: 0, toDecide: 0, requests: [], referrals: [] },
};
const queued: ReferralQueue['items'][number] = {
  ...{ id, reference: 'REF-2027-0042', state: 'submitted', personName: 'Jordan Example', urgent: true },
  owner: { id, name: 'Dev Example' },
  ...{ receivedOn: '2027-01-12', due: '2027-02-09', pausedSince: null },
};
const empty = { organisationIds: [], people: [], purposeCategory: '', lengthMinutes: '', neededBy: '', place: '' };

const cards: Record<string, AdaptiveCard> = {
  ...named('referral', referralCards(typedReferral())),
  ...named('referral-empty', referralCards({})),
  ...named('referral-hostile', referralCards(everything, 'example-vale')),
  'triage-to-decide': referralForTeamCard({ triage, policy: norfolk, newId }),
  'triage-hostile': referralForTeamCard({ triage: hostileTriage, policy: norfolk, newId }),
  'triage-duplicates': duplicatesCard({ triage: hostileTriage, at: 1, press: id }),
  'triage-accept': acceptReferralFormCard({ ...form, problems: [{ field: 'decidedBy', problem: 'missing' }] }),
  'triage-refuse': refuseReferralFormCard({ ...form, typed: { note: hostile } }),
  'referral-list': referralsCard({
    ...{ filter: 'all', page: 1, pages: 3, total: 25, urgent: 1, today: '2027-01-12' },
    items: [queued, { ...queued, personName: hostile, urgent: false, owner: null }],
  }),
  'letter-list': lettersCard(
    { page: 1, pages: 1, total: 2, toRelease: 2, items: [sampleLetter(), sampleLetter({ receiverName: hostile })] },
    at,
  ),
  'enquiry-list': enquiriesCard(
    {
      ...{ page: 1, pages: 1, total: 1 },
      items: [{ id, askerName: 'Ben Example', personName: hostile, askedAt: at }],
    },
    at,
  ),
  letter: letterCard({ letter: sampleLetter(), page: 1, newId }),
  'letter-hostile': letterCard({ letter: sampleLetter({ text: hostile, address: hostile }), page: 1, newId }),
  'letter-readdress': readdressLetterFormCard({ letter: sampleLetter(), typed: {}, problems: [], press: id }),
  enquiry: registerEnquiryCard({ enquiry: sampleEnquiry({ personName: hostile, why: hostile }), newId }),
  consent: consentCard({ consent, referralId: null, press: id }),
  'consent-told': consentToldCard({
    ...{ personId: id, personName: hostile, dsrReference: 'DSR-0007', referralId: null, page: 1 },
    told: [
      {
        ...{ receiver: 'Priya Example', organisation: hostile, what: 'summary', version: 2, at },
        ...{ reference: 'MTG-2027-0001', certain: true },
      },
    ],
  }),
  'meeting-kinds': registerMeetingKindsCard({ offer: sampleOffer({ personName: hostile }) }),
  'meeting-form': registerMeetingFormCard({
    ...{ offer: sampleOffer(), kind: 'cetr', typed: empty, directory: organisations(12), policy, press: id },
    problems: [{ field: 'purposeCategory', problem: 'missing' }],
  }),
  meeting: meetingForTeamCard({ view: sampleRegisterMeeting(), policy, now: SAMPLE_NOW }),
  panel: panelCard({ panel: samplePanel() }),
  'panel-person': panelPersonCard({
    person: samplePanelPerson(),
    typed: { organisationIds: [], note: hostile },
    problems: [{ field: 'note', problem: 'missing' }],
    press: id,
  }),
};

lookAtCards('intake', cards, async ({ cardPage }) => {
  const labels = await cardPage.page
    .locator('.ac-adaptiveCard div:has(> .ac-input-container) > label[for]')
    .allInnerTexts();
  // Every field has a name of its own.
  expect(labels.filter((label) => label.trim() === '')).toEqual([]);
  expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
});
