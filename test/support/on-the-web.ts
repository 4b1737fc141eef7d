import type { OutsideWorld, WebAnswer, WebVisitor } from './web-visitor.ts';

type Form = Record<string, string | readonly string[]>;

/** What somebody fills in who refers themself, step by step; dates as their three boxes. */
export const selfSteps = {
  who: {
    personName: 'Robin Example',
    ...{ 'dateOfBirth-day': '31', 'dateOfBirth-month': '3', 'dateOfBirth-year': '1998' },
    nhsNumber: '999 000 0018',
    residence: '2 Example Road, Stafford',
    locality: 'staffordshire',
    phone: '01632 960 111',
  },
  eligibility: {
    'eligibility-diagnosis': 'yes',
    'eligibility-risk-of-admission': 'unknown',
    'eligibility-placement-at-risk': 'yes',
  },
  consent: { consentAnswer: 'person' },
  'consent-detail': { informationFormat: 'easy-read', consentSharing: 'yes' },
  told: { personVia: 'email', personDetail: 'robin@family.example.org', personFormat: 'easy-read' },
  risk: {
    currentIssues: 'I cannot sleep and my flat is too loud.',
    escalationRisk: 'I may lose my flat.',
    whatWasTried: 'Walks help.',
    whatCouldHelp: 'Somebody to talk to at night.',
  },
  professionals: {},
} as const satisfies Record<string, Form>;

/** The same of somebody who cares for the person. */
export const carerSteps = {
  ...selfSteps,
  who: { ...selfSteps.who, contactName: 'Kim Example', contactRelation: 'mother' },
  consent: { consentAnswer: 'not-yet' },
  'consent-detail': { whyNot: 'I want to talk with them first.' },
  told: {
    ...{ personVia: 'representative', representativeName: 'Kim Example', representativeRelation: 'parent' },
    ...{ representativeVia: 'email', representativeDetail: 'kim@family.example.org', representativeFormat: 'plain' },
  },
} as const satisfies Record<string, Form>;

/** The same of a professional without Teams. */
export const professionalSteps = {
  ...carerSteps,
  who: {
    ...selfSteps.who,
    ...{ contactName: 'Pat Sergeant', jobRole: 'Sergeant', organisation: 'Example Police' },
  },
  professionals: {
    professionalName: 'Sam Example',
    professionalRole: 'Psychologist',
    professionalEmail: 'sam@example.org',
  },
  rating: { suggestedRating: 'unsure' },
} as const satisfies Record<string, Form>;

/** The value of a hidden field of a page. */
export function hiddenIn({ html }: WebAnswer, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
  if (value === undefined) throw new Error(`the page has no hidden ${name}`);
  return value;
}

/** What a person reads in an answer, in one line. */
export function readIn({ html }: WebAnswer): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', '’')
    .replaceAll(/\s+/g, ' ');
}

/**
 * Fills in a referral to its check page. Throws where a step is not taken.
 *
 * @returns the draft's id
 */
export async function toCheck(
  visitor: WebVisitor,
  writer: 'self' | 'carer' | 'professional',
  steps: Record<string, Form>,
): Promise<string> {
  const first = await visitor.get(`/refer/${writer}/start`);
  const draftId = hiddenIn(first, 'draftId');
  let url = `/refer/${writer}/start`;
  for (const [step, fields] of Object.entries(steps)) {
    const answer = await visitor.post(url, { draftId, go: 'on', ...fields });
    if (answer.status !== 303) throw new Error(`${step} was not taken: ${readIn(answer).slice(0, 600)}`);
    url = answer.location ?? '';
  }
  if (url !== `/refer/draft/${draftId}/check`) throw new Error(`the steps end at ${url}`);
  return draftId;
}

/** Sends a draft from its check page. @returns the answer to the press */
export function sendReferral(visitor: WebVisitor, draftId: string): Promise<WebAnswer> {
  return visitor.post(`/refer/draft/${draftId}/check`);
}

/** What somebody fills in who asks for a meeting: the first page and the second. */
export const requestForm = {
  first: {
    ...{ requesterName: 'Pat Sergeant', jobRole: 'Sergeant', organisation: 'Example Police', phone: '01632 960 222' },
    personName: 'Jamie Example',
    purpose: 'Agree where Jamie lives from March.',
    whyNoMdt: 'Two MDT meetings did not bring housing to the table, although we invited them twice.',
  },
  second: {
    furtherPeople: 'Sam Example, sam@example.org',
    ...{ individualAnswer: 'invite', individualDetail: 'jamie@example.org' },
    ...{ carerAnswer: 'do-not-invite', carerDetail: 'Jamie asked us not to.' },
    ...{ basis: 'consents', lengthMinutes: '60' },
  },
} as const satisfies Record<string, Form>;

/** Asks for a meeting, from the first page to the reference. @returns the request's id */
export async function askOnTheWeb(visitor: WebVisitor): Promise<string> {
  const draftId = hiddenIn(await visitor.get('/request-meeting/start'), 'draftId');
  await visitor.post('/request-meeting/start', { draftId, go: 'on', ...requestForm.first });
  const second = await visitor.post(`/request-meeting/draft/${draftId}/2`, { go: 'on', ...requestForm.second });
  if (second.location !== `/request-meeting/draft/${draftId}/check`) throw new Error(readIn(second).slice(0, 900));
  const sent = await visitor.post(`/request-meeting/draft/${draftId}/check`);
  if (sent.location !== `/requests/${draftId}?sent=yes`) throw new Error(readIn(sent).slice(0, 900));
  return draftId;
}

/** How many drafts and sent records there are at all. */
export async function countAsked({ service }: OutsideWorld): Promise<{ referrals: number; requests: number }> {
  const { db } = service.deps;
  return { referrals: await db.referral.count(), requests: await db.mbeRequest.count() };
}
