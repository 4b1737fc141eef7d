import { referralClocks } from '../../services/clocks/clock-engine.ts';
import type { LetterView } from '../../services/letters/model.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import type { ReferralView } from '../../services/referrals/model.ts';
import type { PossibleDuplicate, TriageView } from '../../services/referrals/triage-model.ts';
import type { EnquiryView } from '../../services/register-enquiries/model.ts';

const id = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;

/** Rules of an area that states a time for the review and who takes part. */
export const norfolk = loadPolicy('norfolk-and-waveney');

/** A referral by a professional, sent and not decided yet. */
export function sampleReferral(over: Partial<ReferralView> = {}): ReferralView {
  const facts = { receivedOn: '2027-01-12', decidedOn: null, reviewedBy: null, questions: [] };
  return {
    id: id('1'),
    reference: 'REF-2027-0042',
    state: 'submitted',
    version: 1,
    urgentBecause: [],
    route: 'professional',
    receivedOn: '2027-01-12',
    receivedBy: 'teams',
    contact: null,
    referrer: {
      id: id('2'),
      name: 'Robin Referrer',
      jobRole: 'Nurse',
      organisation: 'Example Trust',
      phone: '01632 960 100',
      email: 'robin@example.org',
    },
    owner: null,
    person: {
      id: id('3'),
      fullName: 'Jordan Example',
      dateOfBirth: '1998-03-31',
      nhsNumber: '9990000018',
      residence: '1 Example Street',
      told: { via: 'email', detail: 'jordan@example.org', format: 'easy-read' },
    },
    representatives: [{ id: id('4'), name: 'Alex Example', relation: 'parent', told: null }],
    keyProfessionals: [
      {
        name: 'Sam Example',
        jobRole: 'Nurse',
        organisation: 'Example Trust',
        email: 'sam@example.org',
        phone: null,
        lead: true,
      },
    ],
    locality: null,
    eligibility: Object.fromEntries(norfolk.eligibilityQuestions.value.map(({ code }) => [code, 'unknown'])),
    consent: [],
    consentNote: null,
    currentIssues: 'Does not sleep.',
    escalationRisk: 'An admission is likely.',
    whatWasTried: 'Walks helped.',
    whatCouldHelp: 'Support at night.',
    actionPlan: null,
    suggestedRating: 'amber',
    supportTool: null,
    policyVersion: norfolk.version,
    submittedAt: new Date('2027-01-12T09:30:00Z'),
    questions: [],
    clocks: referralClocks(facts, norfolk),
    reviewers: [],
    decision: null,
    referrerTold: false,
    endNote: null,
    endedAt: null,
    ...over,
  } as ReferralView;
}

/** Somebody on record who may be the same person. */
export function samplePossible(over: Partial<PossibleDuplicate> = {}): PossibleDuplicate {
  return {
    id: id('5'),
    fullName: 'EXAMPLE Jordan',
    dateOfBirth: '1998-03-31',
    nhsNumber: null,
    residence: '2 Example Street',
    signs: ['name-and-date-of-birth'],
    saidDifferent: false,
    entries: [{ id: id('6'), dsrReference: 'DSR-0123', fromDay: '2025-05-01', toDay: null }],
    referrals: [{ id: id('7'), reference: 'REF-2026-0001', state: 'accepted' }],
    requests: [{ id: id('8'), reference: 'MBE-2026-0001', state: 'closed' }],
    ...over,
  };
}

export function sampleTriage(over: Partial<TriageView> = {}): TriageView {
  return {
    referral: sampleReferral(),
    today: '2027-01-12',
    consent: { state: 'valid', route: 'person', since: '2027-01-11', until: '2028-01-11', eventId: id('9') },
    possible: [],
    linked: { entries: [], referrals: [], requests: [] },
    missingSectors: [],
    gaps: [],
    letters: [],
    decisionMadeBy: null,
    closedBecause: null,
    ...over,
  };
}

export function sampleLetter(over: Partial<LetterView> = {}): LetterView {
  return {
    id: id('a'),
    kind: 'referral-accepted',
    state: 'drafted',
    version: 0,
    reference: 'REF-2027-0042',
    referralId: id('1'),
    meetingId: null,
    requestId: null,
    personName: 'Jordan Example',
    receiver: 'person',
    receiverName: 'Jordan Example',
    via: 'email',
    address: 'jordan@example.org',
    format: 'easy-read',
    subject: 'REF-2027-0042: a letter for you',
    text: 'Dear Jordan Example\n\nYou are on the register\n-----------------------\n\nWe write to you.',
    digest: 'abc',
    ownWords: null,
    part: 'text',
    mail: null,
    createdAt: new Date('2027-01-12T09:30:00Z'),
    released: null,
    told: null,
    notNeededBecause: null,
    ...over,
  };
}

export function sampleEnquiry(over: Partial<EnquiryView> = {}): EnquiryView {
  return {
    id: id('b'),
    asker: {
      id: id('2'),
      name: 'Robin Referrer',
      jobRole: 'Nurse',
      organisation: 'Example Trust',
      phone: '01632 960 100',
      email: 'robin@example.org',
    },
    personName: 'Jordan Example',
    dateOfBirth: '1998-03-31',
    nhsNumber: null,
    why: 'I plan support at home.',
    askedAt: new Date('2027-01-12T09:30:00Z'),
    answer: null,
    matches: [],
    ...over,
  };
}
