import { dayOf, daysBetween } from '../platform/time.ts';
import type { ActionPageView } from './model.ts';
import type { OpenAction } from './open-action.ts';

/**
 * An action as its owner’s page shows it. The note to it may be somebody else’s, of the team or of a colleague, and about the
 * person: it is shown with the action itself, or not at all.
 */
export function actionView({ action, meeting, part }: OpenAction, now: Date): ActionPageView {
  const today = dayOf(now);
  const { key, reference, dueDay, state, doneOn, note, answeredBy, by, recordedAt, organisationName } = action;
  const open = state === null || state === 'under-way';
  return {
    ...{ key, reference, dueDay, organisationName },
    heldOn: meeting.startsAt === null ? null : dayOf(meeting.startsAt),
    daysLeft: daysBetween(today, dueDay),
    overdue: open && dueDay < today,
    about: part.knows
      ? { knows: true, personName: part.personName, what: action.what, who: action.who }
      : { knows: false, because: part.because },
    progress:
      state === null || recordedAt === null
        ? null
        : { state, doneOn, note: part.knows ? note : null, answeredBy, by, at: recordedAt },
  };
}
