import { MOST_TEXT, type ReadMessage, type UnderstoodPerson, type UnderstoodThing } from '../mailbox/model.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanLine, cleanText } from '../platform/free-text.ts';
import { dayOf } from '../platform/time.ts';
import type { FilledDraft } from './mailed-additions.ts';
import type { AskedDraft } from './mailed-draft-store.ts';
import { completeOf, type MailedRequester, typedOf } from './mailed-fields.ts';
import type { CompleteRequest, TypedRequest } from './model.ts';

/** What an email may say; of anything else its sender has begun to fill in the form. */
const SAID_IN_MAIL: ReadonlySet<string> = new Set<keyof TypedRequest>([
  ...(['personName', 'purpose', 'whyNoMdt', 'individualDetail', 'carerDetail'] as const),
  ...(['requesterName', 'jobRole', 'organisation', 'phone'] as const),
]);

/**
 * A complete request of a draft that emails have filled. None of one to which its sender gave answers that the form alone asks
 * for: they are at work on it, and send it themselves. Nor where something has to be confirmed, was cut, or may be about
 * somebody else.
 */
export function completeMailedDraft(
  deps: Pick<Deps, 'clock' | 'policy' | 'allowTestNhsNumbers'>,
  work: { draft: AskedDraft; filled: FilledDraft; requester: MailedRequester; read: ReadMessage },
): CompleteRequest | undefined {
  const { draft, filled, read } = work;
  const { typed, person, toConfirm } = filled;
  const first = draft.mailedMessage;
  const several = (first?.understood?.people.length ?? 0) > 1;
  const cut = read.cut || (first?.text ?? '').length >= MOST_TEXT;
  if (several || cut || person.missing.length > 0 || toConfirm.length > 0) return undefined;
  if (isBegunInForm(typed, typedOf(person, work.requester, null))) return undefined;
  const said = (text: string | undefined, from: UnderstoodThing | undefined) =>
    cleanText(text ?? '') === '' ? undefined : { text: text ?? '', from: from?.from ?? text ?? '' };
  const now: UnderstoodPerson = {
    // Those that are typed: else it is begun in the form.
    ...{ invitedEmails: person.invitedEmails, organisationIds: typed.organisationIds ?? [], unplaced: person.unplaced },
    ...withoutEmpty({
      personName: said(typed.personName, person.personName),
      purpose: said(typed.purpose, person.purpose),
      whyNoMdt: said(typed.whyNoMdt, person.whyNoMdt),
      saysAboutIndividual: said(typed.individualDetail, person.saysAboutIndividual),
      saysAboutCarer: said(typed.carerDetail, person.saysAboutCarer),
      nhsNumber: said(typed.nhsNumber, person.nhsNumber),
      dateOfBirth: said(typed.dateOfBirth, person.dateOfBirth),
    }),
    missing: [],
  };
  const requester = { ...work.requester, ...remembered(typed, work.requester) };
  const complete = completeOf(now, requester, read.from, {
    today: dayOf(deps.clock.now()),
    defaultMeetingLength: deps.policy.defaultMeetingLength.value,
    thinMdtReasons: deps.policy.thinMdtReasons.value,
    allowTestNhsNumbers: deps.allowTestNhsNumbers,
  });
  const name = cleanLine(typed.requesterName ?? '');
  return complete && requester.outside && name !== '' ? { ...complete, requesterName: name } : complete;
}

function remembered(typed: TypedRequest, requester: MailedRequester) {
  const { jobRole, organisation, phone } = requester;
  return {
    jobRole: cleanLine(typed.jobRole ?? '') || jobRole,
    organisation: cleanLine(typed.organisation ?? '') || organisation,
    phone: cleanLine(typed.phone ?? '') || phone,
  };
}

/** Whether anything that no email says stands in the form, or something that one says is there no more. */
function isBegunInForm(typed: TypedRequest, mailed: TypedRequest): boolean {
  const text = (value: TypedRequest[keyof TypedRequest]) =>
    Array.isArray(value) ? value.toSorted().join('\n') : cleanText(value ?? '');
  const names = Object.keys({ ...mailed, ...typed }) as (keyof TypedRequest)[];
  return names.some((field) => !SAID_IN_MAIL.has(field) && text(typed[field]) !== text(mailed[field]));
}

function withoutEmpty<T extends object>(things: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(things).filter(([, thing]) => thing !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
