import type { AdaptiveCard } from '../../cards/adaptive-card.ts';
import { cancelMeetingFormCard } from '../../cards/cancel-meeting-form.card.ts';
import { chooseTimeFormCard } from '../../cards/choose-time-form.card.ts';
import { meetingDidNotHappenFormCard } from '../../cards/meeting-did-not-happen-form.card.ts';
import { outcomeActionsFormCard } from '../../cards/outcome-actions-form.card.ts';
import { outcomeAttendanceFormCard } from '../../cards/outcome-attendance-form.card.ts';
import { outcomeDecisionsFormCard } from '../../cards/outcome-decisions-form.card.ts';
import { outcomeDueCard } from '../../cards/outcome-due.card.ts';
import { shareWithoutConsentFormCard } from '../../cards/share-without-consent-form.card.ts';
import { summaryPreviewsCard } from '../../cards/summary-previews.card.ts';
import { todoCard } from '../../cards/todo.card.ts';
import { todosCard } from '../../cards/todos.card.ts';
import { todoKinds } from '../../services/notifications/todos.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import { lookAtCards } from '../support/look-at-cards.ts';
import {
  endedMeeting,
  inviteeIds,
  meetingWithTimes,
  previewsFor,
  sampleOutcome,
  sampleParties,
  sampleTodo,
} from '../support/meeting-views.ts';
import { bookedMeeting, SAMPLE_NOW, sampleMeeting } from '../support/team-views.ts';

const press = crypto.randomUUID();
const cancelReasons = [{ code: 'too-few', label: 'Too few people can come' }];
const now = SAMPLE_NOW;
const policy = loadPolicy();
const tookPlace = endedMeeting({ state: 'took-place' });
const firstPreviews = previewsFor(tookPlace, sampleOutcome(), null);
const correction = previewsFor(
  tookPlace,
  sampleOutcome({ version: 2, decisions: sampleOutcome().decisions.slice(0, 1) }),
  sampleOutcome(),
);

const cards: Record<string, AdaptiveCard> = {
  'choose-time': chooseTimeFormCard({ meeting: meetingWithTimes(), purpose: 'book', typed: {}, now, press }),
  'choose-time-looking': chooseTimeFormCard({ meeting: sampleMeeting(), purpose: 'book', typed: {}, now, press }),
  'choose-time-refused': chooseTimeFormCard({
    meeting: meetingWithTimes(),
    purpose: 'book',
    typed: { time: 'typed', day: '2027-01-04', at: '14:30' },
    problem: 'time-in-the-past',
    now,
    press,
  }),
  reschedule: chooseTimeFormCard({
    meeting: bookedMeeting({ proposedTimes: [] }),
    purpose: 'reschedule',
    typed: {},
    problem: 'nothing-chosen',
    now,
    press,
  }),
  'cancel-meeting': cancelMeetingFormCard({
    meeting: bookedMeeting(),
    typed: { next: 'arrange-again' },
    reasons: cancelReasons,
    problems: [{ field: 'note', problem: 'missing' }],
    press,
  }),
  'did-not-happen': meetingDidNotHappenFormCard({ meeting: endedMeeting(), typed: {}, problems: [], press }),
  'share-without-consent': shareWithoutConsentFormCard({
    meeting: bookedMeeting(),
    typed: { note: 'Police report of 11 January: risk to his sister tonight.' },
    problems: [{ field: 'untilDay', problem: 'missing' }],
    press,
  }),
  'outcome-due': outcomeDueCard({ meeting: endedMeeting() }),
  'outcome-1': outcomeAttendanceFormCard({ meeting: endedMeeting(), outcome: null, press }),
  'outcome-1-again': outcomeAttendanceFormCard({
    meeting: endedMeeting(),
    outcome: null,
    typed: new Map(
      inviteeIds.map((id, place) => [id, { came: ['came', 'stand-in', ''][place % 3] ?? '', standIn: '' }]),
    ),
    errors: new Map([[inviteeIds[2] ?? '', { came: ['Say whether they came.'] }]]),
    notice: { tone: 'warning', text: 'Now name the 2 people who came instead.' },
    press,
  }),
  'outcome-2-empty': outcomeDecisionsFormCard({
    meeting: tookPlace,
    outcome: sampleOutcome({ decisions: [], recommendedRating: null, nextStep: null }),
    parties: sampleParties,
    press,
  }),
  'outcome-2': outcomeDecisionsFormCard({
    meeting: tookPlace,
    outcome: sampleOutcome(),
    parties: sampleParties,
    press,
  }),
  'outcome-2-change': outcomeDecisionsFormCard({
    meeting: tookPlace,
    outcome: sampleOutcome({ version: 2 }),
    parties: sampleParties,
    open: { key: sampleOutcome().decisions[1]?.key ?? '', text: '', parties: ['individual'] },
    errors: { text: ['Write what was decided, or untick who needs to know.'] },
    press,
  }),
  'outcome-3': outcomeActionsFormCard({
    meeting: tookPlace,
    outcome: sampleOutcome(),
    parties: sampleParties,
    themes: policy.themes.value,
    open: { key: null, what: 'Ask the housing team for a ground-floor flat', party: '', who: '', dueDay: '' },
    errors: {
      party: ['Choose which organisation or person does it.'],
      dueDay: ['Enter the day by which it will be done.'],
    },
    press,
  }),
  previews: summaryPreviewsCard({ ...firstPreviews, page: 1, press }),
  'previews-2': summaryPreviewsCard({ ...firstPreviews, page: 2, press }),
  'previews-correction': summaryPreviewsCard({ ...correction, page: 1, press }),
  todo: todoCard({ todo: sampleTodo(), press }),
  'todo-done': todoCard({
    todo: sampleTodo({
      kind: 'invite-by-hand',
      done: { at: now, by: { id: 'anna', name: 'Anna Example' }, note: 'Rang his key worker, who will tell him.' },
    }),
    notice: { tone: 'good', text: 'Thank you. It is marked as done.' },
    press,
  }),
  todos: todosCard({
    todos: Array.from({ length: 11 }, (_empty, place) =>
      sampleTodo({ kind: todoKinds[place % todoKinds.length] ?? 'speak-first' }),
    ),
    page: 1,
    now,
  }),
};

lookAtCards('meeting', cards);
