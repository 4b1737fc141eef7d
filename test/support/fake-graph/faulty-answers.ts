import type { Answer } from './call.ts';
import { isRecord } from './check-body.ts';
import type { Fault } from './faults.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** What a request comes to: an answer, or none. */
export type Outcome = { answer: Answer } | { broken: 'reset' | 'no-connection' | 'timeout' | 'hang' };

/** No answer is given, and the work is not done. */
export class Broken extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super('broken');
    this.outcome = outcome;
  }
}

/** What is answered in place of doing the work; null where the work is done. */
export function before(world: World, fault: Fault | null): Answer | null {
  if (fault === null) return null;
  if (fault.kind === 'unauthorised') {
    return errorAnswer(world, new Refusal(401, 'InvalidAuthenticationToken', 'Access token has been revoked.'));
  }
  if (fault.kind === 'status' && fault.when !== 'after') return statusAnswer(world, fault);
  if (fault.kind === 'reset' && fault.when === 'before') throw new Broken({ broken: 'reset' });
  if (fault.kind === 'timeout' && fault.when === 'before')
    throw new Broken({ broken: fault.hangs ? 'hang' : 'timeout' });
  return null;
}

/** What becomes of the answer, now that the work is done. */
export function after(world: World, fault: Fault | null, answer: Answer): Outcome {
  if (fault === null) return { answer };
  if (fault.kind === 'status' && fault.when === 'after') return { answer: statusAnswer(world, fault) };
  if (fault.kind === 'reset' && fault.when === 'after') return { broken: 'reset' };
  if (fault.kind === 'timeout' && fault.when === 'after') return { broken: fault.hangs ? 'hang' : 'timeout' };
  if (fault.kind === 'malformed') {
    const text = answer.json === undefined ? '<html>' : JSON.stringify(answer.json);
    return {
      answer: {
        ...answer,
        status: answer.status === 204 ? 200 : answer.status,
        json: undefined,
        bytes: text.slice(0, text.length / 2),
        headers: { ...answer.headers, 'content-type': 'application/json' },
      },
    };
  }
  return { answer: fault.kind === 'no-join-url' ? { ...answer, json: withoutLinks(answer.json) } : answer };
}

/** An event, or a list of them, without join links. */
function withoutLinks(json: unknown): unknown {
  if (!isRecord(json)) return json;
  if (Array.isArray(json.value)) return { ...json, value: json.value.map(withoutLinks) };
  return 'onlineMeeting' in json ? { ...json, onlineMeeting: null } : json;
}

function statusAnswer(world: World, fault: Extract<Fault, { kind: 'status' }>): Answer {
  const { retryAfter } = fault;
  const headers: Record<string, string> = {};
  if (retryAfter !== undefined)
    headers['retry-after'] = typeof retryAfter === 'number' ? String(retryAfter) : retryAfter.toUTCString();
  return errorAnswer(
    world,
    new Refusal(fault.status, fault.code ?? usualCode(fault.status), 'As the fault plan has it.', headers),
  );
}

const CODES: Record<number, string> = {
  401: 'InvalidAuthenticationToken',
  403: 'ErrorAccessDenied',
  404: 'ErrorItemNotFound',
  409: 'ErrorIrresolvableConflict',
  412: 'ErrorIrresolvableConflict',
  429: 'ApplicationThrottled',
  500: 'ErrorInternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};
const usualCode = (status: number): string => CODES[status] ?? 'UnknownError';

/** An error as Graph writes it. */
export function errorAnswer(world: World, refusal: Refusal): Answer {
  const id = `00000000-0000-4000-9000-${String(world.nextNumber()).padStart(12, '0')}`;
  const innerError = { date: world.clock.now().toISOString().slice(0, 19), 'request-id': id, 'client-request-id': id };
  return {
    status: refusal.status,
    headers: refusal.headers,
    json: { error: { code: refusal.code, message: refusal.message, innerError } },
  };
}
