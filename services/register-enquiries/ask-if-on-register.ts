import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import { addDeliveries } from '../notifications/store.ts';
import { carryOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanLine, cleanText } from '../platform/free-text.ts';
import { type NotAllowed, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf, parseCalendarDay } from '../platform/time.ts';
import {
  checkBirth,
  checkField,
  checkName,
  MAX_REFERRAL_TEXT,
  ReferralProblems,
  readReferralNhsNumber,
} from '../referrals/check-fields.ts';
import { insertEnquiry, type NewEnquiry } from './ask-store.ts';
import type { AskProblem, TypedEnquiry } from './model.ts';

type Input = { actor: Extract<Actor, { kind: 'professional' }>; press: string } & TypedEnquiry;
type Answer = Result<{ asked: true }, NotAllowed | { reason: 'incomplete'; problems: AskProblem[] }>;

/**
 * A professional asks whether somebody is on the register, and why they need to know. Nothing is looked up: a coordinator
 * answers (domain.md §3), and the answer says the same whether or not anybody is found.
 *
 * Refuses `incomplete` with every problem; then nothing is written. A press that comes twice asks once.
 */
export async function askIfOnRegister(deps: Deps, input: Input): Promise<Answer> {
  const { actor, press: key, ...asked } = input;
  const about = { noun: 'register-enquiry', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'ask-if-on-register', actor, about);
  if (refusal) return refusal;
  const checked = check(deps, input);
  if (!checked.ok) return refuse({ reason: 'incomplete', problems: checked.problems });

  const at = deps.clock.now();
  const id = deps.newId();
  await carryOut(deps, { key, useCase: 'ask-if-on-register', actor, asked }, async (tx) => {
    await insertEnquiry(tx, { ...checked.value, id, askedById: actor.id, askedAt: at });
    await recordDone(tx, at, { useCase: 'ask-if-on-register', actor, noun: 'register-enquiry', nounId: id });
    await addDeliveries(tx, deps, [
      { kind: 'register-enquiry', eventKey: `register-enquiry:${id}`, channel: 'teams', detail: { enquiryId: id } },
    ]);
    return true;
  });
  return ok({ asked: true });
}

type Complete = Pick<NewEnquiry, 'personName' | 'dateOfBirth' | 'nhsNumber' | 'why'>;

function check(deps: Deps, typed: TypedEnquiry): { ok: true; value: Complete } | { ok: false; problems: AskProblem[] } {
  const { personName, dateOfBirth, nhsNumber } = typed;
  const person = { personName, dateOfBirth, nhsNumber };
  const found = new ReferralProblems();
  checkField(person, { field: 'personName', input: 'line', required: true }, found);
  checkName(person, 'personName', found);
  checkBirth(person, dayOf(deps.clock.now()), found);
  const number = readReferralNhsNumber(person, deps.allowTestNhsNumbers, found);
  const why = cleanText(typed.why);
  // Of the checks of a referral these three fields can fail in these ways alone.
  const problems = found.found as AskProblem[];
  if (why === '') problems.push({ field: 'why', problem: 'missing' });
  if (why.length > MAX_REFERRAL_TEXT) problems.push({ field: 'why', problem: 'too-long' });
  if (problems.length > 0) return { ok: false, problems };
  const born = parseCalendarDay(cleanLine(dateOfBirth)) ?? null;
  return { ok: true, value: { personName: cleanLine(personName), dateOfBirth: born, nhsNumber: number, why } };
}
