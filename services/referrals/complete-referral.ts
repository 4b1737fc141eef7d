import type { NewConsentEvent } from '../consent/consent-store.ts';
import type { ContactWay } from '../consent/model.ts';
import { type LetterFormat, letterFormats, type RepresentativeRelation } from '../people/model.ts';
import { cleanLine, cleanText } from '../platform/free-text.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import { scoreSupportTool } from '../policies/score-support-tool.ts';
import { type Rating, ratings } from '../register/model.ts';
import { ReferralProblems, readReferralNhsNumber } from './check-fields.ts';
import { consentOf, type ReferralCheckContext, stepsToMend } from './check-step.ts';
import {
  NOT_YET,
  REFUSED,
  type ReferralDraftView,
  type ReferralProblem,
  type ReferralStep,
  TELL_REPRESENTATIVE,
  type TypedReferral,
} from './draft-model.ts';
import { keyProfessionalsOf } from './key-professionals.ts';
import type { EligibilityAnswer, KeyProfessionalView, ReceivedWay, ReferralRoute, SupportToolResult } from './model.ts';
import { type OwnRoute, ownRouteOf } from './own-referral.ts';
import { professionalRoutes, routeOf, toolOf, typedAge } from './steps.ts';

type ToldTo = { via: ContactWay; detail: string | null; format: LetterFormat };

/** A complete referral: what sending checks typed answers into. */
export type CompleteReferral = {
  route: ReferralRoute;
  receivedOn: CalendarDay;
  receivedBy: ReceivedWay;
  contact: { name: string; relation: string; via: ContactWay; detail: string | null } | null;
  person: {
    fullName: string;
    dateOfBirth: CalendarDay;
    nhsNumber: string | null;
    residence: string;
    told: ToldTo | null;
  };
  representatives: { name: string; relation: RepresentativeRelation; told: ToldTo }[];
  keyProfessionals: KeyProfessionalView[];
  locality: string;
  eligibility: Record<string, EligibilityAnswer>;
  consentEvents: Omit<NewConsentEvent, 'personId' | 'referralId'>[];
  consentNote: string | null;
  currentIssues: string;
  escalationRisk: string;
  whatWasTried: string;
  whatCouldHelp: string;
  actionPlan: string | null;
  suggestedRating: Rating | null;
  supportTool: SupportToolResult | null;
  /** What is to be remembered of the referrer; null where a coordinator entered it for somebody. */
  profile: { name?: string; jobRole?: string; organisation?: string; phone?: string } | null;
};

export type ReferralToMend = { step: ReferralStep; problems: ReferralProblem[] };

/** Puts a checked referral together, or says which steps have something to put right. Never throws. */
export function completeReferral(
  draft: ReferralDraftView,
  context: ReferralCheckContext,
): { ok: true; value: CompleteReferral } | { ok: false; toMend: ReferralToMend[] } {
  const toMend = stepsToMend(context);
  if (toMend.length > 0) return { ok: false, toMend };
  const { typed } = context;
  const line = (field: keyof TypedReferral) => cleanLine(String(typed[field] ?? ''));
  const text = (field: keyof TypedReferral) => cleanText(String(typed[field] ?? ''));
  const forAnother = typed.forAnother === 'yes';
  return {
    ok: true,
    value: {
      ...receptionOf(context),
      person: {
        fullName: line('personName'),
        dateOfBirth: parseCalendarDay(line('dateOfBirth')) ?? context.today,
        nhsNumber: readReferralNhsNumber(typed, context.allowTestNhsNumbers, new ReferralProblems()),
        residence: line('residence'),
        told: toldOf(typed.personVia, line('personDetail'), typed.personFormat),
      },
      representatives: representativesOf(typed),
      keyProfessionals: keyProfessionalsOf({ ...draft, typed }),
      locality: line('locality'),
      eligibility: Object.fromEntries(
        context.policy.eligibilityQuestions.value.map(({ code }) => [code, typed[`eligibility-${code}`]]),
      ) as Record<string, EligibilityAnswer>,
      ...consentPart(context),
      currentIssues: text('currentIssues'),
      escalationRisk: text('escalationRisk'),
      whatWasTried: text('whatWasTried'),
      whatCouldHelp: text('whatCouldHelp'),
      actionPlan: text('actionPlan') || null,
      suggestedRating: ratings.find((rating) => rating === typed.suggestedRating) ?? null,
      supportTool: toolResultOf(context),
      profile: forAnother ? null : profileOf(context),
    },
  };
}

function receptionOf(context: ReferralCheckContext) {
  const { typed, policy, today } = context;
  if (typed.forAnother !== 'yes') {
    const taken = professionalRoutes(policy);
    const own = ownRouteOf(context);
    if (own) return { route: own, receivedOn: today, receivedBy: 'web', contact: ownContact(context, own) } as const;
    const route = taken.find((one) => one === typed.route) ?? taken[0] ?? 'professional';
    const receivedBy = context.outside ? 'web' : 'teams';
    return { route, receivedOn: today, receivedBy, contact: null } as const;
  }
  const route = typed.route as ReferralRoute;
  const name = cleanLine(typed.contactName ?? '') || cleanLine(typed.personName ?? '');
  return {
    route,
    receivedOn: parseCalendarDay(typed.receivedOn ?? today) ?? today,
    receivedBy: typed.receivedBy as ReceivedWay,
    contact: {
      name,
      relation: cleanLine(typed.contactRelation ?? '') || (route === 'self' ? 'self' : ''),
      via: typed.contactVia as ContactWay,
      detail: cleanLine(typed.contactDetail ?? '') || null,
    },
  };
}

/** Whoever refers themself or for family is reached at the address they have confirmed. */
function ownContact({ typed, outside }: ReferralCheckContext, own: OwnRoute) {
  const name = cleanLine((own === 'self' ? typed.personName : typed.contactName) ?? '');
  const relation = own === 'self' ? 'self' : cleanLine(typed.contactRelation ?? '');
  return { name, relation, via: 'email', detail: outside?.email ?? null } as const;
}

function profileOf(context: ReferralCheckContext): NonNullable<CompleteReferral['profile']> {
  const { typed, outside } = context;
  const own = ownRouteOf(context);
  const line = (field: 'jobRole' | 'organisation' | 'phone' | 'personName' | 'contactName') =>
    cleanLine(typed[field] ?? '');
  const name = outside ? { name: line(own === 'self' ? 'personName' : 'contactName') } : {};
  if (own === undefined) {
    return { ...name, jobRole: line('jobRole'), organisation: line('organisation'), phone: line('phone') };
  }
  return line('phone') === '' ? name : { ...name, phone: line('phone') };
}

function toldOf(via: string | undefined, detail: string, format: string | undefined): ToldTo | null {
  if (via === undefined || via === TELL_REPRESENTATIVE) return null;
  const known = letterFormats.find((one) => one === format) ?? 'plain';
  return { via: via as ContactWay, detail: detail || null, format: known };
}

function representativesOf(typed: TypedReferral): CompleteReferral['representatives'] {
  const name = cleanLine(typed.representativeName ?? '');
  const detail = cleanLine(typed.representativeDetail ?? '');
  const told = toldOf(typed.representativeVia, detail, typed.representativeFormat);
  if (name === '' || told === null) return [];
  return [{ name, relation: typed.representativeRelation as RepresentativeRelation, told }];
}

/**
 * What becomes of the answer about consent: that they were told about the register and then agreed, both on the day it was
 * said; that they said no; or why they have not been asked, which is no event.
 */
function consentPart(context: ReferralCheckContext): Pick<CompleteReferral, 'consentEvents' | 'consentNote'> {
  const { typed } = context;
  const said = consentOf(context);
  if (typed.consentAnswer === NOT_YET || !said.ok) {
    return { consentEvents: [], consentNote: cleanText(typed.whyNot ?? '') || null };
  }
  const { note: _, ...record } = said.value;
  if (typed.consentAnswer === REFUSED) {
    const note = cleanText(typed.whyNot ?? '') || null;
    return {
      consentEvents: [{ ...record, kind: 'refused', route: null, scope: ['register'], note }],
      consentNote: null,
    };
  }
  const { day, informationFormat } = record;
  const scope = typed.consentSharing === 'yes' ? (['register', 'sharing'] as const) : (['register'] as const);
  return {
    consentEvents: [
      ...(informationFormat === null ? [] : [{ kind: 'informed' as const, day, informationFormat, scope: [...scope] }]),
      { ...record, kind: 'given', route: routeOf(context) ?? null, scope: [...scope] },
    ],
    consentNote: null,
  };
}

/** What the area's support tool makes of the answers; it suggests, and the person who decides may see it otherwise. */
export function toolResultOf({ typed, policy, today }: ReferralCheckContext): SupportToolResult | null {
  const found = toolOf(policy, typedAge(typed, today));
  if (found === undefined) return null;
  const answers = Object.fromEntries(
    found.tool.questions.flatMap(({ code }) => {
      const answer = typed[`tool-${code}`];
      return answer ? [[code, answer]] : [];
    }),
  );
  const scored = scoreSupportTool(found.tool, { version: found.version, answers });
  return scored.ok ? scored.result : null;
}
