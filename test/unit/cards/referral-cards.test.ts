import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { myReferralsCard } from '../../../cards/my-referrals.card.ts';
import { referralCheckCard } from '../../../cards/referral-check.card.ts';
import { referralForReferrerCard } from '../../../cards/referral-for-referrer.card.ts';
import { type ReferralStepView, referralStepCard } from '../../../cards/referral-step.card.ts';
import { registerEnquiryFormCard } from '../../../cards/register-enquiry-form.card.ts';
import { withdrawReferralConfirmCard } from '../../../cards/withdraw-referral-confirm.card.ts';
import { fixedClock } from '../../../services/platform/time.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { checkStep } from '../../../services/referrals/check-step.ts';
import type { ReferralDraftView, ReferralStep, TypedReferral } from '../../../services/referrals/draft-model.ts';
import { checkContextOf } from '../../../services/referrals/draft-view.ts';
import { keyProfessionalsOf } from '../../../services/referrals/key-professionals.ts';
import type { ReferralState, ReferralView } from '../../../services/referrals/model.ts';
import { fieldsOf, stepsOf } from '../../../services/referrals/steps.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf } from '../../support/card-rules.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { nastyText } from '../../support/nasty-text.ts';
import { typedReferral } from '../../support/referral-builders.ts';

const press = '00000000-0000-4000-8000-0000000000f1';
const clock = fixedClock(ordinaryMorning);

function draftOf(typed: TypedReferral): ReferralDraftView {
  return {
    ...{ id: press, version: 0, typed, updatedAt: ordinaryMorning, suggestedOrganisation: null },
    me: { id: press, name: 'Robin Referrer', email: 'robin@example.org' },
    profile: { jobRole: null, organisation: null, phone: null },
  };
}

function seen(typed: TypedReferral, area?: string) {
  const draft = draftOf(typed);
  const policy = loadPolicy(area);
  const context = checkContextOf({ policy, clock, allowTestNhsNumbers: true }, draft);
  const shared = { draft, policy, lead: false, urgentBecause: [], press, professionals: keyProfessionalsOf(draft) };
  return { shared, context };
}

function stepCard(step: ReferralStep, typed: TypedReferral, over: Partial<ReferralStepView> = {}, area?: string) {
  const { shared, context } = seen(typed, area);
  const steps = stepsOf(context);
  return referralStepCard({
    ...shared,
    ...{ step, number: steps.indexOf(step) + 1, of: steps.length + 1, tool: null, young: false, fromCheck: false },
    specs: fieldsOf(step, context),
    problems: checkStep(step, context),
    ...over,
  });
}

function checkCard(typed: TypedReferral, area?: string) {
  const { shared, context } = seen(typed, area);
  const steps = stepsOf(context).map((step) => ({
    ...{ step, specs: fieldsOf(step, context), problems: checkStep(step, context) },
  }));
  return referralCheckCard({ ...shared, steps });
}

function sentReferral(over: Partial<ReferralView> = {}): ReferralView {
  const robin = { id: press, name: 'Robin Referrer' };
  return {
    ...{ id: press, reference: 'REF-2027-0042', state: 'submitted', version: 1, urgentBecause: [] },
    ...{ route: 'professional', receivedOn: '2027-01-12', receivedBy: 'teams', contact: null, owner: null },
    referrer: { ...robin, jobRole: 'Nurse', organisation: 'Example Trust', phone: '01632 960 001', email: null },
    person: {
      ...{ id: press, fullName: 'Jordan Example', dateOfBirth: '1998-03-31', nhsNumber: '9990000018' },
      ...{ residence: '1 Example Street', told: null },
    },
    ...{ representatives: [], keyProfessionals: [], locality: 'staffordshire', eligibility: { diagnosis: 'yes' } },
    ...{ consent: [], consentNote: null, currentIssues: 'No sleep.', escalationRisk: null, whatWasTried: null },
    ...{ whatCouldHelp: null, actionPlan: null, suggestedRating: null, supportTool: null, policyVersion: '2026-11' },
    ...{ submittedAt: ordinaryMorning, questions: [], clocks: [], reviewers: [], decision: null },
    ...{ referrerTold: false, endNote: null, endedAt: null },
    ...over,
  } as ReferralView;
}

const shown = (referral: ReferralView) => referralForReferrerCard({ referral, policy: loadPolicy(), press });
const allSteps = (typed: TypedReferral, area?: string) => stepsOf(seen(typed, area).context);

describe('the cards of a referral', () => {
  it('keep every rule of a card, whatever was typed', () => {
    fc.assert(
      fc.property(nastyText, nastyText, (one, two) => {
        const everything = Object.fromEntries(Object.keys(typedReferral()).map((field) => [field, one]));
        const professionals = [{ name: two, jobRole: one, organisation: two, email: one, phone: two }];
        const typed = { ...everything, personName: two, currentIssues: two, professionals } as TypedReferral;
        const question = {
          id: press,
          // A question is cleaned before it is stored: blank space alone is refused.
          question: one.trim() || 'x',
          by: { id: press, name: two || 'x' },
          askedAt: ordinaryMorning,
        };
        const referral = sentReferral({
          state: 'information-requested',
          person: { ...sentReferral().person, fullName: one || 'x', residence: two },
          currentIssues: one,
          questions: [{ ...question, pausesClock: false, answer: null, answeredAt: null }],
        });
        const policy = loadPolicy();
        const cards = [
          ...allSteps(typed).map((step) => stepCard(step, typed)),
          checkCard(typed),
          referralForReferrerCard({ referral, policy, press, answer: { typed: two, problem: 'too-long' } }),
          withdrawReferralConfirmCard({ referral, note: two, press }),
          registerEnquiryFormCard({
            ...{ typed: { personName: one, dateOfBirth: two, nhsNumber: one, why: two }, policy, press },
            problems: [{ field: 'why', problem: 'too-long' }],
          }),
          myReferralsCard({
            ...{ page: 1, pages: 1, total: 1, now: ordinaryMorning },
            items: [
              {
                ...{ id: press, reference: null, state: 'draft', version: 0, personName: one, forAnother: true },
                ...{ referrerTold: false, updatedAt: ordinaryMorning },
              },
            ],
          }),
        ];
        expect(cards.flatMap(brokenCardRules)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it.each(['staffordshire-and-stoke-on-trent', 'humber', 'norfolk-and-waveney', 'example-vale'])(
    'ask in %s what the area asks, every step without a template’s own expression left',
    (area) => {
      const typed = typedReferral({ forAnother: 'yes' });
      for (const step of allSteps(typed, area)) {
        const card = stepCard(step, typed, {}, area);
        expect(brokenCardRules(card)).toEqual([]);
        expect(JSON.stringify(card)).not.toContain('${');
      }
    },
  );

  it('say on the first step, and only there, what to do in an emergency, until words of danger repeat it', () => {
    expect(textOf(stepCard('who', {}))).toMatch(/^This is not an emergency service/);
    expect(textOf(stepCard('risk', {}))).not.toContain('emergency service');
    const danger = stepCard('risk', {}, { urgentBecause: ['words-of-danger'] });
    expect(textOf(danger)).toMatch(/^Is somebody in danger now\?/);
  });

  it('show the area’s definition beside each rating', () => {
    const [input] = inputsOf(stepCard('rating', {}));
    expect(input?.choices).toContainEqual({ title: 'Red: Immediate risk of admission', value: 'red' });
    expect(input?.choices).toContainEqual({ title: 'I am not sure', value: 'unsure' });
  });

  it('lead from every step of the check back to it, and send only what is complete', () => {
    const complete = checkCard(typedReferral({ jobRole: 'Nurse', organisation: 'Example', phone: '01632 960 001' }));
    expect(buttonsOf(complete).filter(({ verb }) => verb === 'open-referral-step')).toHaveLength(8);
    expect(buttonsOf(complete).map(({ verb }) => verb)).toContain('send-referral');
    expect(buttonsOf(checkCard({})).map(({ verb }) => verb)).not.toContain('send-referral');
  });
});

describe('a referral that was sent, for its referrer', () => {
  it.each<[ReferralState, string]>([
    ['submitted', 'Sent to the DSR team'],
    ['information-requested', 'Your answer is needed'],
    ['withdrawn', 'Withdrawn'],
  ])('says %s in words', (state, words) => {
    expect(textOf(shown(sentReferral({ state })))).toContain(words);
  });

  it('names no outcome before the team has told it', () => {
    const decision = {
      ...{ by: { id: press, name: 'Cora Coordinator' }, at: ordinaryMorning, reason: 'other', note: 'Because.' },
      ...{ whatElseHelps: 'The community team.', rating: null },
    };
    const refused = sentReferral({ state: 'not-eligible', decision });
    const before = textOf(shown(refused));
    expect(before).toContain('Decided: the team tells you the outcome');
    for (const words of ['Because', 'community team', 'not for this person']) expect(before).not.toContain(words);
    expect(textOf(shown(sentReferral({ state: 'accepted' })))).not.toContain('Accepted');
    const after = textOf(shown({ ...refused, referrerTold: true }));
    expect(after).toContain('What else could help: The community team.');
  });

  it('shows the rating it was accepted with to nobody but the team', () => {
    const decision = {
      ...{ by: { id: press, name: 'Cora Coordinator' }, at: ordinaryMorning, reason: null, note: null },
      ...{ whatElseHelps: null, rating: 'red' as const },
    };
    const accepted = sentReferral({ state: 'accepted', referrerTold: true, decision });
    expect(textOf(shown(accepted))).toContain('Accepted to the register');
    expect(textOf(shown(accepted))).not.toMatch(/\bred\b/i);
  });
});
