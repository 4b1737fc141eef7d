import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import type { CalendarDay } from '../platform/time.ts';
import { askClinicalLead } from './ask-clinical-lead.ts';
import { readConsent } from './change-consent.ts';
import { type ConsentProblem, checkPastDay, checkScope, checkText } from './check-consent.ts';
import { relationOf, type Speaker, speakersOf } from './consent-page.ts';
import type { ConsentRoute, InformationFormat } from './model.ts';
import { type OnlineAnswer, onlineAnswers } from './online-consent.ts';
import { recordConsent } from './record-consent.ts';
import { withdrawConsent } from './withdraw-consent.ts';

/** What somebody says on the page, as typed. */
export type TypedOnline = {
  /** Which of those who read the address speaks. */
  speaker: string;
  answer: string;
  /** Their full name, which stands for a signature. */
  name: string;
  /** 'yes' | 'no': whether what is needed may be shared. */
  sharing: string;
  /** What the young person thinks, in the words of whoever decides for them. */
  personView: string;
  /** 'yes' | 'no': whether everybody with parental responsibility agrees. */
  othersAgree: string;
  /** When it was assessed that the person cannot decide this: of a deputy or an attorney. */
  assessedOn: string;
};

/** A field of the page that can't be taken so. */
export type OnlineProblem =
  | ConsentProblem
  | { field: 'speaker' | 'onlineAnswer' | 'othersAgree'; problem: 'missing' | 'unknown-choice' };

/** What is asked of one speaker who gives one answer, beside their name. */
export function askedOf(
  speaker: Speaker,
  answer: OnlineAnswer,
  young: boolean,
): ('sharing' | 'personView' | 'othersAgree' | 'assessedOn')[] {
  if (!speaker.say.may || speaker.say.clinicalLead || answer === 'refuse' || answer === 'withdraw') return [];
  const { route } = speaker.say;
  if (route === 'person') return ['sharing'];
  if (route === 'deputy' || route === 'attorney') return ['assessedOn', 'sharing'];
  return young ? ['othersAgree', 'personView', 'sharing'] : ['sharing'];
}

/** An answer that can be carried out, or shown to be confirmed. */
type CheckedOnline = { speaker: Speaker; answer: OnlineAnswer; name: string; toClinicalLead: boolean };

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'incomplete'; problems: OnlineProblem[] }
  /** What can be said has changed since the page was opened. */
  | { reason: 'changed-meanwhile' };

type Input = {
  actor: Extract<Actor, { kind: 'professional' }>;
  address: string;
  personId: string;
  typed: TypedOnline;
  /** How they were told what the register is, before they were asked. */
  informationFormat: InformationFormat;
  /** In words: how it is known that it was them. */
  evidence: string;
  press: string;
  /** The first press: everything is checked, and nothing changed. */
  onlyCheck?: boolean;
};

/**
 * Somebody says on the web page that they agree to the register, refuse, agree anew or take their consent back. As whom they
 * speak follows from the address they have confirmed, never from the form. It goes through the very rules of consent that
 * the team records; a withdrawal takes effect at once. Where a young person under 16 speaks, or not everybody with parental
 * responsibility agrees, the clinical lead is asked, and nothing is shared until they have decided (domain.md §10).
 */
export async function answerConsentPage(deps: Deps, input: Input): Promise<Result<CheckedOnline, Refusal>> {
  const { actor, address, personId } = input;
  const seen = await readConsent(deps, personId);
  const speakers = seen === null ? [] : await speakersOf(deps, seen, address);
  const about = { noun: 'consent', nounId: seen === null ? null : personId, relations: relationOf(speakers) } as const;
  const refusal = await authorise(deps, 'answer-consent-page', actor, about);
  if (refusal || seen === null) return refuse({ reason: 'not-found' });
  const young = seen.age !== null && seen.age < deps.policy.ownConsentFrom.value;
  const checked = check(input.typed, speakers, { ...seen, young });
  if (!checked.ok) return checked;
  if (input.onlyCheck) return checked;
  const done = await carryOut(deps, input, checked.value, seen.today);
  if (done.ok) return checked;
  if (done.reason === 'incomplete') return refuse({ reason: 'incomplete', problems: done.problems });
  if (done.reason === 'not-allowed' || done.reason === 'not-found') return refuse({ reason: 'not-found' });
  return refuse({ reason: 'changed-meanwhile' });
}

function check(
  typed: TypedOnline,
  speakers: readonly Speaker[],
  about: { young: boolean; today: CalendarDay; dateOfBirth: CalendarDay | null },
): Result<CheckedOnline, Extract<Refusal, { reason: 'incomplete' }>> {
  const problems: OnlineProblem[] = [];
  const speaker = speakers.length === 1 ? speakers[0] : speakers.find(({ key }) => key === typed.speaker);
  if (speaker === undefined) problems.push({ field: 'speaker', problem: missingOr(typed.speaker) });
  const answer = onlineAnswers.find((one) => one === typed.answer);
  const open = answer !== undefined && speaker?.say.may === true && speaker.say.answers.includes(answer);
  if (speaker !== undefined && !open) problems.push({ field: 'onlineAnswer', problem: missingOr(typed.answer) });
  const name = checkText('consenterName', typed.name, { required: true, oneLine: true });
  if (name.problem) problems.push(name.problem);
  const asked = speaker && open ? askedOf(speaker, answer, about.young) : [];
  const disagree = asked.includes('othersAgree') && typed.othersAgree === 'no';
  if (asked.includes('othersAgree') && !['yes', 'no'].includes(typed.othersAgree)) {
    problems.push({ field: 'othersAgree', problem: missingOr(typed.othersAgree) });
  }
  if (!disagree) problems.push(...problemsOfRecord(typed, asked, about));
  if (problems.length > 0 || !speaker?.say.may || answer === undefined)
    return refuse({ reason: 'incomplete', problems });
  return ok({ speaker, answer, name: name.text ?? '', toClinicalLead: speaker.say.clinicalLead || disagree });
}

function missingOr(typed: string): 'missing' | 'unknown-choice' {
  return typed.trim() === '' ? 'missing' : 'unknown-choice';
}

function problemsOfRecord(
  typed: TypedOnline,
  asked: readonly string[],
  about: { today: CalendarDay; dateOfBirth: CalendarDay | null },
): OnlineProblem[] {
  const problems: OnlineProblem[] = [];
  if (asked.includes('assessedOn')) {
    const assessed = checkPastDay('capacityAssessedOn', typed.assessedOn, about);
    if ('problem' in assessed) problems.push(assessed.problem);
  }
  if (asked.includes('personView')) {
    const view = checkText('personView', typed.personView, { required: true });
    if (view.problem) problems.push(view.problem);
  }
  if (asked.includes('sharing')) {
    const scope = checkScope(typed);
    if (!scope.ok) problems.push(...scope.problems);
  }
  return problems;
}

/** The use case that the team has for it, as somebody on the web pages. */
function carryOut(deps: Deps, input: Input, checked: CheckedOnline, today: CalendarDay) {
  const { actor, address, personId, press, typed, informationFormat, evidence } = input;
  const change = { actor, address, personId, referralId: null, press };
  const { speaker, answer, name, toClinicalLead } = checked;
  const route: ConsentRoute | undefined = speaker.say.may ? speaker.say.route : undefined;
  const said = { consenterName: name, form: 'online', day: today };
  const lacks = route === 'deputy' || route === 'attorney';
  const who = { route, capacity: lacks ? 'lacks' : 'not-assessed' };
  if (toClinicalLead) {
    const flags = [route === 'person' ? 'competent-child' : 'parents-disagree'];
    return askClinicalLead(deps, { ...change, who: { ...who, flags }, note: evidence });
  }
  if (answer === 'withdraw')
    return withdrawConsent(deps, { ...change, typed: { ...said, saidBy: route, note: evidence } });
  const { sharing, personView, assessedOn: capacityAssessedOn } = typed;
  const record = { ...said, informationFormat, evidence, sharing, personView, capacityAssessedOn };
  const saying = answer === 'refuse' ? 'refuses' : 'agrees';
  return recordConsent(deps, { ...change, who: { ...who, answer: saying }, record });
}
