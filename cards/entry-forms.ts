import { formatDayShort } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { type EntryProblem, MOST_KEY_PROFESSIONALS } from '../services/register/model.ts';
import type { EventRecord, KeyProfessionalRow, PersonAction } from '../services/register/register-view.ts';
import { entryFields, entryProblemText, formHeadings, formIntros } from '../wording/register-forms.ts';
import { eventWords } from '../wording/register-person.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { entryFormCard, errorsOf, type FormEntry } from './entry-form.card.ts';
import { messageCard } from './message.card.ts';
import type { Typed } from './rating-forms.ts';
import { oneLine } from './typed-field.ts';

type FormView = {
  entry: FormEntry;
  typed: Typed;
  problems: readonly EntryProblem[];
  notice?: CardNotice | undefined;
  press: string;
};

/** Ends that the team records here. Those of consent are recorded with the consent, which also stops what is under way. */
const ENDS_OF_CONSENT = new Set(['consent-withdrawn', 'consent-not-valid']);

/** Why and when somebody leaves the register. */
export function endEntryFormCard(view: FormView & { policy: Pick<AreaPolicy, 'endReasons'> }): AdaptiveCard {
  const { typed, problems, policy } = view;
  return entryFormCard({
    heading: formHeadings.endEntry,
    entry: view.entry,
    intro: [formIntros.endEntry],
    notice: view.notice,
    fields: [
      {
        as: 'choice',
        id: 'reason',
        label: entryFields.endReason,
        typed: typed.reason,
        errors: errorsOf(problems, 'reason'),
        choices: policy.endReasons.value.filter(({ code }) => !ENDS_OF_CONSENT.has(code)),
      },
      { as: 'day', id: 'day', label: entryFields.day, typed: typed.day, errors: errorsOf(problems, 'day') },
      { as: 'text', id: 'note', label: entryFields.endNote, typed: typed.note, errors: errorsOf(problems, 'note') },
    ],
    send: { title: 'End entry', verb: 'end-entry', data: { press: view.press }, style: 'destructive' },
  });
}

/** Taking back something recorded by mistake, which is shown once more. */
export function voidEventFormCard(
  view: FormView & {
    event: EventRecord;
    policy: Pick<AreaPolicy, 'localities' | 'endReasons' | 'ratingMeasures' | 'dischargePlanPoints'>;
  },
): AdaptiveCard {
  const { typed, problems, event, entry } = view;
  return entryFormCard({
    heading: formHeadings.voidEvent,
    entry,
    intro: [`${formatDayShort(event.day)}: ${eventWords(event, view.policy)}`, formIntros.voidEvent],
    notice: view.notice,
    fields: [
      { as: 'text', id: 'note', label: entryFields.voidWhy, typed: typed.note, errors: errorsOf(problems, 'note') },
    ],
    send: {
      title: 'Take back',
      verb: 'void-register-event',
      data: { eventId: event.id, press: view.press },
      style: 'destructive',
    },
    back: { title: 'Back', verb: 'show-entry-history', data: { entryId: entry.entryId, page: 1 } },
  });
}

/** What became of an agreed action. */
export function actionProgressFormCard(view: FormView & { action: PersonAction }): AdaptiveCard {
  const { typed, problems, action } = view;
  return entryFormCard({
    heading: formHeadings.actionProgress,
    entry: view.entry,
    intro: [`${action.what} (${action.who}, by ${formatDayShort(action.dueDay)}, ${action.meetingReference})`],
    notice: view.notice,
    fields: [
      {
        as: 'choice',
        id: 'state',
        label: entryFields.state,
        typed: typed.state ?? action.progress?.state,
        errors: errorsOf(problems, 'state'),
        choices: [
          { code: 'done', label: 'Done' },
          { code: 'under-way', label: 'Under way' },
          { code: 'cannot', label: 'Cannot be done (say why)' },
        ],
      },
      {
        as: 'text',
        id: 'note',
        label: entryFields.stateNote,
        typed: typed.note ?? action.progress?.note,
        errors: errorsOf(problems, 'note'),
      },
    ],
    send: {
      title: 'Record',
      verb: 'record-action-progress',
      data: { actionKey: action.key, press: view.press },
      style: 'positive',
    },
  });
}

/** During a stay in hospital: what there is to record. */
export function hospitalMenuCard(entry: FormEntry): AdaptiveCard {
  const data = { entryId: entry.entryId };
  return messageCard({
    heading: formHeadings.hospital,
    text: [`${entry.reference} · ${oneLine(entry.name)}`],
    buttons: [
      { title: 'Moved to another kind of hospital', verb: 'open-hospital', data: { ...data, form: 'change-setting' } },
      { title: 'Left hospital', verb: 'open-hospital', data: { ...data, form: 'discharge' } },
      { title: 'Back', verb: 'show-person', data },
    ],
  });
}

/** The parts of one key professional, as the ids of their inputs end. */
export const professionalParts = ['name', 'jobRole', 'organisation', 'email', 'phone'] as const;
const partLabels: Record<(typeof professionalParts)[number], string> = {
  name: 'name',
  jobRole: 'job role',
  organisation: 'organisation',
  email: 'email',
  phone: 'phone',
};

/** How many the form has room for: those there are, and two more. */
export function professionalRows(count: number): number {
  return Math.min(Math.max(count + 2, 2), MOST_KEY_PROFESSIONALS);
}

/** Who knows the person. The first one is asked about what falls due. */
export function keyProfessionalsFormCard(
  view: FormView & { professionals: readonly KeyProfessionalRow[]; rows: number },
): AdaptiveCard {
  const { typed, problems, professionals, entry } = view;
  const isAgain = Object.keys(typed).length > 0;
  const fields = Array.from({ length: view.rows }, (_, at) =>
    professionalParts.map((part) => {
      const id = `${part}-${at}`;
      return {
        as: 'line' as const,
        id,
        label: `${at + 1}. ${partLabels[part]}`,
        typed: isAgain ? typed[id] : professionals[at]?.[part],
        errors: part === 'name' ? errorsOf(problems, 'professionals', String(at + 1)) : [],
      };
    }),
  ).flat();
  const general = problems.filter((one) => one.which === undefined).map(entryProblemText);
  return entryFormCard({
    heading: formHeadings.keyProfessionals,
    entry,
    intro: [formIntros.keyProfessionals, ...general.map((line) => `Error: ${line}`)],
    notice: view.notice,
    fields,
    send: {
      title: 'Save',
      verb: 'set-key-professionals',
      data: { rows: view.rows, press: view.press },
      style: 'positive',
    },
  });
}
