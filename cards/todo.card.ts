import { MAX_TEXT } from '../services/mbe-requests/model.ts';
import type { TodoView } from '../services/meetings/todo-model.ts';
import { formatInstant } from '../services/platform/time.ts';
import { todoButtons } from '../wording/todo-buttons.ts';
import { actionFacts, todoPerson, todoSummary, todoWords } from '../wording/todos.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { inputLimits } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedField } from './typed-field.ts';

export type TodoCardView = {
  todo: TodoView;
  /** The note as typed, where it came back. */
  typed?: { note?: string | undefined } | undefined;
  problems?: readonly 'too-long'[] | undefined;
  notice?: CardNotice | undefined;
  press: string;
};

const NO_REFERENCE = 'To do';
const LONGEST_CONTACT = 300;
const tooLong = `Shorten this to ${new Intl.NumberFormat('en-GB').format(MAX_TEXT)} characters or fewer.`;

const expand = cardTemplate(import.meta.dirname, 'todo');

/** Something the team must do by hand: what, for whom, and a note of how it was done. */
export function todoCard(view: TodoCardView): AdaptiveCard {
  return fitCard(inputLimits, (limit) => render(view, limit));
}

function render(view: TodoCardView, limit: number): AdaptiveCard {
  const { todo, typed } = view;
  const words = todoWords(todo);
  const open = todo.done === null;
  const reference = todo.reference ?? NO_REFERENCE;
  return expand({
    summary: todoSummary(todo),
    reference,
    state: open ? { words: '● To do', tone: 'accent' } : { words: '✓ Done', tone: 'good' },
    heading: plain(oneLine(words.heading)),
    notice: noticeBox(view.notice),
    text: open ? words.text.map(plain) : [],
    facts: [...aboutAction(todo, limit), ...contactFacts(todo), ...doneFacts(todo, limit)],
    open: open && !todo.toDecide,
    fields: {
      note: typedField(
        { label: 'How did you do it? (optional)', typed: typed?.note, errors: view.problems?.map(() => tooLong) },
        limit,
      ),
    },
    actions: buttons(view, open),
  });
}

function buttons({ todo, press }: TodoCardView, open: boolean): CardElement[] {
  const requestId = todo.requestId;
  return [
    ...(todo.toDecide && todo.kind === 'decide-withdrawn-meeting' && todo.meetingId !== null
      ? [actionButton({ title: 'Decide', verb: 'open-withdrawn-meeting', data: { meetingId: todo.meetingId } })]
      : []),
    ...aboutConsent(todo),
    ...(open && !todo.toDecide
      ? [actionButton({ title: 'Done', verb: 'complete-todo', data: { todoId: todo.id, press }, style: 'positive' })]
      : []),
    ...(open ? mayKnow(todo) : []),
    ...(requestId === null
      ? []
      : [actionButton({ title: todoButtons.request, verb: 'show-request', data: { requestId } })]),
    ...(requestId === null && todo.meetingId !== null
      ? [actionButton({ title: todoButtons.meeting, verb: 'show-meeting', data: { meetingId: todo.meetingId } })]
      : []),
    ...aboutNeeds(todo),
    ...aboutTheRegister(todo),
    actionButton({ title: 'All to-dos', verb: 'show-team-todos', data: { page: 1 } }),
  ];
}

/** The way to what the to-do asks about somebody's consent. */
function aboutConsent({ kind, personId, referralId }: TodoView): CardElement[] {
  if (personId === null) return [];
  const data = { personId, ...(referralId === null ? {} : { referralId }) };
  if (kind === 'tell-of-withdrawal') {
    return [actionButton({ title: todoButtons.told, verb: 'show-who-was-told', data: { ...data, page: 1 } })];
  }
  const asks = kind === 'consent-lapsed' || kind === 'decide-consent' || kind === 'referral-without-consent';
  return asks ? [actionButton({ title: todoButtons.consent, verb: 'open-consent', data })] : [];
}

/** The way to where what somebody needs is recorded. */
function aboutNeeds({ kind, meetingId, requestId }: TodoView): CardElement[] {
  if (meetingId === null || (kind !== 'needs-said' && kind !== 'book-interpreter')) return [];
  const data = { meetingId, ...(requestId === null ? {} : { requestId }) };
  return [actionButton({ title: 'Communication needs', verb: 'open-communication-needs', data })];
}

/** The ways to a referral, a person on the register or a letter. */
function aboutTheRegister({ referralId, entryId, letterId }: TodoView): CardElement[] {
  return [
    ...(letterId === null
      ? []
      : [actionButton({ title: todoButtons.letter, verb: 'show-letter', data: { letterId } })]),
    ...(referralId === null
      ? []
      : [actionButton({ title: todoButtons.referral, verb: 'show-triage', data: { referralId } })]),
    ...(entryId === null ? [] : [actionButton({ title: todoButtons.person, verb: 'show-person', data: { entryId } })]),
  ];
}

/** Leads to what somebody may be told, where they are to be told of the outcome. */
function mayKnow({ kind, meetingId, requestId, invitee }: TodoView): CardElement[] {
  if (kind !== 'tell-outcome' || meetingId === null || invitee === null) return [];
  const about = { meetingId, ...(requestId === null ? {} : { requestId }), inviteeId: invitee.id };
  return [actionButton({ title: 'What they may know', verb: 'open-summaries', data: about })];
}

function aboutAction({ action }: TodoView, limit: number): { title: string; value: string }[] {
  if (action === null) return [];
  return actionFacts(action).map(({ title, value }) => ({ title, value: plain(oneLine(value, limit)) }));
}

function contactFacts({ invitee }: TodoView): { title: string; value: string }[] {
  if (invitee === null) return [];
  const entries: [string, string | null][] = [
    ['Who', todoPerson(invitee)],
    ['Email', invitee.email],
    ['How to reach them', invitee.otherContact],
  ];
  return entries.flatMap(([title, value]) =>
    value === null ? [] : [{ title, value: plain(oneLine(value, LONGEST_CONTACT)) }],
  );
}

function doneFacts({ done }: TodoView, limit: number): { title: string; value: string }[] {
  if (done === null) return [];
  const by = done.by === null ? 'No longer needed' : `Done by ${done.by.name}`;
  return [
    { title: 'Done', value: plain(`${by}, ${formatInstant(done.at)}`) },
    ...(done.note === null ? [] : [{ title: 'How', value: cutProse(done.note, limit) }]),
  ];
}
