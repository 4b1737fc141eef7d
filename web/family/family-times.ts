import type { FamilyMeetingView } from '../../services/meetings/family-meeting.ts';
import { answerProposal } from '../../services/proposals/answer-proposal.ts';
import { slotQuestion, familyWords as words } from '../../wording/pages/family-forms.ts';
import { answeredByFields, typedAnsweredBy } from '../site/answered-by.ts';
import { type FieldView, pressOf, typedOf } from '../site/form.ts';
import type { Site } from '../site/site.ts';
import { type FamilyForm, meetingFor, meetingPath, showForm } from './family-form.ts';

const PATH = '/meetings/:inviteeId/when';
const { title, hint, choices, note, button } = words.times;

/** The field of one time. Its id stands behind a word, so that no other field can have its name. */
const fieldOf = (slotId: string) => `time-${slotId}`;

function formFor(
  meeting: FamilyMeetingView,
  typed: { answers: Readonly<Record<string, string>>; note: string },
  who: FamilyForm['who'],
  wrong: (field: string) => boolean = () => false,
): FamilyForm {
  const times = meeting.slots.map((slot): FieldView => {
    const error = wrong(slot.id) ? words.chooseForTime(slot) : undefined;
    const asked = { name: fieldOf(slot.id), kind: 'choice', label: slotQuestion(slot), choices } as const;
    return { ...asked, value: typed.answers[slot.id] ?? '', error };
  });
  const error = wrong('note') ? words.noteTooLong : undefined;
  return {
    ...{ title, button, lines: [hint], who: who ?? null },
    fields: [...times, { name: 'note', kind: 'line', label: note, value: typed.note, error }],
  };
}

/** Which of the times suit: one question a time, three answers each. */
export function addTimesForm(site: Site): void {
  site.get(PATH, async (request, response, visitor) => {
    const meeting = await meetingFor(site, request, response, visitor);
    if (meeting === null) return;
    if (meeting.slots.length === 0) return response.redirect(303, meetingPath(request));
    const answers = Object.fromEntries(meeting.slots.map(({ id, mine }) => [id, mine ?? '']));
    const form = formFor(meeting, { answers, note: '' }, answeredByFields(visitor));
    await showForm(site, request, { response, visitor, meeting }, form);
  });
  site.post(PATH, async (request, response, visitor) => {
    const meeting = await meetingFor(site, request, response, visitor);
    if (meeting === null) return;
    const { actor, address } = visitor;
    const answers = Object.fromEntries(meeting.slots.map(({ id }) => [id, typedOf(request, fieldOf(id))]));
    const typed = { answers, note: typedOf(request, 'note') };
    const answeredBy = typedAnsweredBy(request, visitor);
    const done = await answerProposal(site.deps, {
      ...{ actor, address, inviteeId: meeting.inviteeId, ...typed, answeredBy },
      press: pressOf(request) ?? site.deps.newId(),
    });
    if (done.ok) return response.redirect(303, meetingPath(request, 'when'));
    if (done.reason === 'not-found') return site.notFound(response, visitor);
    const to = { response, visitor, meeting };
    const problems = done.reason === 'incomplete' ? done.problems : [];
    const form = formFor(meeting, typed, answeredByFields(visitor, answeredBy, problems), (field) =>
      problems.some((one) => one.field === field),
    );
    return showForm(site, request, to, form, done.reason === 'incomplete' ? null : words.changed);
  });
}
