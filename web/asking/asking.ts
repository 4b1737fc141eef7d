import type { Request } from 'express';
import type { UrgencyReason } from '../../services/mbe-requests/urgency.ts';
import type { AreaPolicy } from '../../services/policies/model.ts';
import { type EmergencyWords, emergencyWords } from '../../wording/emergency.ts';
import { askingWords } from '../../wording/pages/asking.ts';
import type { FieldView } from '../site/form.ts';

/** A part of a form under a heading of its own; the first often has none. */
export type FieldGroup = { heading?: string | undefined; fields: FieldView[] };

/** The longest text that is read of one field: what is longer is refused as too long, with this much put back. */
export const LONGEST_FIELD = 60_000;

type Advising = { policy: Pick<AreaPolicy, 'emergencyAdvice'> };

/** What to do now, for the first page of something and for its confirmation. */
export function adviceOf({ policy }: Advising, because: readonly UrgencyReason[] = []): EmergencyWords {
  return emergencyWords(policy.emergencyAdvice.value, because);
}

/** The same for every other page: only where what was typed says that it is urgent. */
export function urgentAdviceOf(deps: Advising, because: readonly UrgencyReason[]): EmergencyWords | null {
  return because.length === 0 ? null : adviceOf(deps, because);
}

/** Whether an id from an address can be one at all. */
export function isId(text: string | undefined): text is string {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text ?? '');
}

/** What is said above a page about what was just pressed; the address says which of a few sentences. */
export function noticeOf(request: Request<Record<string, string>>): string | null {
  const { done } = request.query;
  return typeof done === 'string' && Object.hasOwn(askingWords.pressed, done)
    ? askingWords.pressed[done as keyof typeof askingWords.pressed]
    : null;
}
