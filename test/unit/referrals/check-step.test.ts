import { describe, expect, it } from 'vitest';
import { fixedClock } from '../../../services/platform/time.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { checkStep, stepsToMend } from '../../../services/referrals/check-step.ts';
import { completeReferral } from '../../../services/referrals/complete-referral.ts';
import type { ReferralDraftView, ReferralStep, TypedReferral } from '../../../services/referrals/draft-model.ts';
import { checkContextOf } from '../../../services/referrals/draft-view.ts';
import { fieldsOf, openConsentRoutes, stepsOf } from '../../../services/referrals/steps.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { typedForAnother, typedReferral } from '../../support/referral-builders.ts';

const clock = fixedClock(ordinaryMorning);

function draftOf(typed: TypedReferral): ReferralDraftView {
  return {
    ...{ id: 'a', version: 0, typed, updatedAt: ordinaryMorning, suggestedOrganisation: null },
    me: { id: 'b', name: 'Robin Referrer', email: 'robin@example.org' },
    profile: { jobRole: 'Nurse', organisation: 'Example Trust', phone: '01632 960 001' },
  };
}

function contextOf(typed: TypedReferral, area?: string) {
  return checkContextOf({ policy: loadPolicy(area), clock, allowTestNhsNumbers: true }, draftOf(typed));
}

const found = (step: ReferralStep, typed: TypedReferral, area?: string) =>
  checkStep(step, contextOf(typed, area)).map(({ field, problem }) => `${field} ${problem}`);

describe('the steps', () => {
  it('of a complete referral have nothing to put right', () => {
    expect(stepsToMend(contextOf(typedReferral()))).toEqual([]);
    expect(stepsToMend(contextOf(typedForAnother()))).toEqual([]);
  });

  it('have the support tool only where the area has one, for the age of the person', () => {
    expect(stepsOf(contextOf({}))).not.toContain('tool');
    const adult = contextOf({ dateOfBirth: '31/3/1998' }, 'example-vale');
    const child = contextOf({ dateOfBirth: '31/3/2015' }, 'example-vale');
    expect(stepsOf(adult)).toContain('tool');
    const asked = (context: typeof adult) => fieldsOf('tool', context).length;
    const { supportTool } = adult.policy;
    if (!('value' in supportTool)) throw new Error('Example Vale has a support tool');
    expect([asked(adult), asked(child)]).toEqual([
      supportTool.value.adult.questions.length,
      supportTool.value.child.questions.length,
    ]);
  });

  it('ask every question of the area’s eligibility, and take “I don’t know” for an answer', () => {
    expect(found('eligibility', {})).toHaveLength(3);
    expect(found('eligibility', typedReferral({ 'eligibility-diagnosis': 'unknown' }))).toEqual([]);
    expect(found('eligibility', typedReferral({ 'eligibility-diagnosis': 'perhaps' }))).toEqual([
      'eligibility-diagnosis unknown-choice',
    ]);
  });
});

describe('who it is about', () => {
  it.each<[TypedReferral, string]>([
    [{ personName: '' }, 'personName missing'],
    [{ personName: '🎈 !' }, 'personName missing'],
    [{ personName: 'x'.repeat(50_000) }, 'personName too-long'],
    [{ dateOfBirth: '' }, 'dateOfBirth missing'],
    [{ dateOfBirth: '31/2/1998' }, 'dateOfBirth not-a-date'],
    [{ dateOfBirth: '31/3/98' }, 'dateOfBirth year-of-four-digits'],
    [{ dateOfBirth: '13/1/2027' }, 'dateOfBirth in-the-future'],
    [{ dateOfBirth: '11/1/1907' }, 'dateOfBirth too-long-ago'],
    [{ dateOfBirth: '1/1/1850' }, 'dateOfBirth too-long-ago'],
    [{ nhsNumber: '999 000 0019' }, 'nhsNumber check-digit'],
    [{ nhsNumber: '123' }, 'nhsNumber not-ten-digits'],
    [{ nhsNumber: '1111111111' }, 'nhsNumber repeated-digits'],
    [{ residence: ' ' }, 'residence missing'],
    [{ locality: 'atlantis' }, 'locality unknown-choice'],
    [{ phone: '12' }, 'phone not-a-phone-number'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(found('who', typedReferral(typed))).toEqual([problem]);
  });

  it('takes a date of birth of today and of 120 years ago', () => {
    expect(found('who', typedReferral({ dateOfBirth: '12/1/2027' }))).toEqual([]);
    expect(found('who', typedReferral({ dateOfBirth: '12/1/1907' }))).toEqual([]);
  });

  it('in Humber only the lead professional refers', () => {
    const locality = loadPolicy('humber').localities.value[0]?.code ?? '';
    expect(found('who', typedReferral({ locality }), 'humber')).toEqual(['route missing']);
    expect(found('who', typedReferral({ locality, route: 'not-lead' }), 'humber')).toEqual([
      'route not-lead-professional',
    ]);
    expect(found('who', typedReferral({ locality, route: 'lead-professional' }), 'humber')).toEqual([]);
  });

  it('in Humber the lead professional counts as a key professional: none need be named beside them', () => {
    const typed = typedReferral({ route: 'lead-professional', professionals: [] });
    expect(found('professionals', typed, 'humber')).toEqual([]);
    expect(found('professionals', typedReferral({ professionals: [] }))).toEqual(['professionalName no-professionals']);
  });
});

describe('consent', () => {
  const policy = loadPolicy();

  it('is the person’s own from 16, and before that of whoever has parental responsibility', () => {
    expect(openConsentRoutes(15, policy)).toEqual(['parent', 'guardian', 'parental-responsibility']);
    expect(openConsentRoutes(16, policy)).toContain('person');
    expect(openConsentRoutes(16, policy)).toContain('parental-responsibility');
    expect(openConsentRoutes(18, policy)).toEqual(['person', 'deputy', 'attorney', 'best-interest']);
  });

  it('a way that the age does not leave open is refused as that', () => {
    expect(found('consent', { dateOfBirth: '31/3/2015', consentAnswer: 'person' })).toEqual([
      'consentAnswer not-at-this-age',
    ]);
    expect(found('consent', { dateOfBirth: '31/3/2015', consentAnswer: 'not-yet' })).toEqual([]);
  });

  it('asks for the young person’s own view under 16', () => {
    const typed = typedReferral({ dateOfBirth: '31/3/2015', consentAnswer: 'parent' });
    expect(found('consent-detail', typed)).toEqual(['personView missing']);
  });

  it.each<[TypedReferral, string]>([
    [{ consentDay: '2027-01-13' }, 'consentDay in-the-future'],
    [{ consentDay: '1990-01-01' }, 'consentDay before-birth'],
    [{ consentDay: 'soon' }, 'consentDay not-a-date'],
    [{ evidence: 'x'.repeat(50_000) }, 'evidence too-long'],
    [{ consentForm: '' }, 'consentForm missing'],
    [{ informationFormat: 'telepathy' }, 'informationFormat unknown-choice'],
    [{ consentSharing: '' }, 'consentSharing missing'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(found('consent-detail', typedReferral(typed))).toEqual([problem]);
  });

  it('a best-interest decision needs an assessment of capacity before it, who decided and who was consulted', () => {
    const typed = typedReferral({ consentAnswer: 'best-interest', consentDay: '2027-01-05' });
    expect(found('consent-detail', typed)).toEqual([
      'decidedBy missing',
      'capacityAssessedOn missing',
      'consulted missing',
    ]);
    const late = { decidedBy: 'Dr Mina Example', consulted: 'A sister', capacityAssessedOn: '2027-01-06' };
    expect(found('consent-detail', { ...typed, ...late })).toEqual(['capacityAssessedOn before-capacity']);
  });

  it('“not yet” needs why', () => {
    expect(found('consent-detail', typedReferral({ consentAnswer: 'not-yet' }))).toEqual(['whyNot missing']);
  });
});

describe('how they are told things', () => {
  it.each<[TypedReferral, string]>([
    [{ personDetail: 'jordan' }, 'personDetail bad-email'],
    [{ personVia: 'phone', personDetail: '12' }, 'personDetail not-a-phone-number'],
    [{ personVia: 'post', personDetail: '' }, 'personDetail missing'],
    [{ representativeName: 'Alex Example' }, 'representativeRelation missing'],
    [{ personVia: 'representative' }, 'representativeName missing'],
  ])('%j is refused: %s first', (typed, problem) => {
    expect(found('told', typedReferral(typed))[0]).toBe(problem);
  });
});

describe('a referral that a coordinator enters', () => {
  it.each<[TypedReferral, string]>([
    [{ receivedOn: '2027-01-13' }, 'receivedOn in-the-future'],
    [{ receivedBy: 'teams' }, 'receivedBy unknown-choice'],
    [{ contactName: '' }, 'contactName missing'],
    [{ contactDetail: '' }, 'contactDetail missing'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(found('received', typedForAnother(typed))).toEqual([problem]);
  });

  it('by the person or a carer is refused where the area does not take it', () => {
    for (const route of ['self', 'carer', 'professional']) {
      expect(found('received', typedForAnother({ route }), 'humber')).toEqual(['route route-not-taken']);
    }
    expect(found('received', typedForAnother({ route: 'self', contactName: '', contactRelation: '' }))).toEqual([]);
  });
});

describe('a support tool', () => {
  it('suggests from the answers and names what drove it; the person decides', () => {
    const context = contextOf({ dateOfBirth: '31/3/1998' }, 'example-vale');
    const locality = context.policy.localities.value[0]?.code ?? '';
    const heaviest = Object.fromEntries(
      fieldsOf('tool', context).map(({ field, choices }) => [field, choices?.at(-1)]),
    );
    const eligibility = Object.fromEntries(fieldsOf('eligibility', context).map(({ field }) => [field, 'yes']));
    const route = context.policy.referralRoutes.value.find((one) => one === 'professional') ?? 'lead-professional';
    const typed = typedReferral({ ...eligibility, ...heaviest, locality, route, suggestedRating: 'green' });
    const draft = draftOf(typed);
    const done = completeReferral(draft, contextOf(typed, 'example-vale'));
    expect(done.ok && done.value.supportTool?.suggests).not.toBeNull();
    expect(done).toMatchObject({ ok: true, value: { suggestedRating: 'green', supportTool: { tool: 'adult' } } });
  });
});
