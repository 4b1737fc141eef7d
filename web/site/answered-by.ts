import type { Request } from 'express';
import type { TypedAnsweredBy } from '../../services/sign-in/answered-by.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { answeredByProblem, answeredByWords as words } from '../../wording/pages/answered-by.ts';
import { type FieldView, typedOf } from './form.ts';

/** Who answers, as the form sent it; null where the page does not ask, because one person alone reads the address. */
export function typedAnsweredBy(request: Request<Record<string, string>>, visitor: Visitor): TypedAnsweredBy | null {
  if (!visitor.sharedInbox) return null;
  return { name: typedOf(request, 'name'), jobRole: typedOf(request, 'jobRole'), phone: typedOf(request, 'phone') };
}

/** The three fields that ask a shared inbox whose answer it is, with their heading; null where nobody is asked. */
export function answeredByFields(
  visitor: Visitor,
  typed: TypedAnsweredBy | null = null,
  problems: readonly { field: string; problem: string }[] = [],
): { heading: string; hint: string; fields: FieldView[] } | null {
  if (!visitor.sharedInbox) return null;
  const field = (name: keyof TypedAnsweredBy, kind: FieldView['kind'], autocomplete: string): FieldView => {
    const wrong = problems.find((one) => one.field === name);
    const error = wrong && answeredByProblem(wrong);
    return { name, kind, label: words[name], autocomplete, value: typed?.[name] ?? '', ...(error ? { error } : {}) };
  };
  return {
    heading: words.heading,
    hint: words.hint,
    fields: [
      field('name', 'line', 'name'),
      field('jobRole', 'line', 'organization-title'),
      field('phone', 'phone', 'tel'),
    ],
  };
}
