import { formatDayShort, formatInstant } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import type {
  KeyProfessionalRow,
  PersonAction,
  PersonMeeting,
  PersonView,
} from '../services/register/register-view.ts';
import { clockLabel, dueWords } from '../wording/clocks.ts';
import { needsLines, needsWords } from '../wording/communication-needs.ts';
import { registerWords, settingLabels } from '../wording/register.ts';
import {
  consentWords,
  measureLine,
  meetingKindWords,
  meetingStateWords,
  personWords,
  progressWords,
  scoreWords,
  treatmentWords,
} from '../wording/register-person.ts';
import { actionButton } from './action-button.ts';
import type { CardElement } from './adaptive-card.ts';
import type { Measure } from './card-size.ts';
import { questionsSection } from './person-questions.ts';
import type { PersonSection } from './person-section.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { oneLine } from './typed-field.ts';

const ON_LINE = 160;
const row = (text: string, mark: string | null = null, button: CardElement | null = null) => ({ text, mark, button });

/** The first rows, and how many more there are. */
function fitted<T>(all: readonly T[], measure: Measure, show: (one: T) => PersonSection['rows'][number]) {
  const rows = all.slice(0, measure.rows).map(show);
  const more = all.length - rows.length;
  return more > 0 ? [...rows, row(`… and ${more} more`)] : rows;
}

/** Everything below the rating, in the order in which a coordinator asks for it. */
export function personSections(person: PersonView, policy: AreaPolicy, measure: Measure): PersonSection[] {
  return [
    consentSection(person),
    datesSection(person, measure),
    ...measuresSection(person, measure),
    situationSection(person, policy),
    actionsSection(person, measure),
    questionsSection(person, measure),
    meetingsSection(person, measure),
    professionalsSection(person, measure),
    needsSection(person),
    ...beforeSection(person, policy, measure),
  ];
}

function consentSection({ consent, personId, suspended }: PersonView): PersonSection {
  return {
    title: 'Consent',
    rows: [row(consentWords(consent), suspended ? registerWords.suspended : null)],
    buttons: [actionButton({ title: 'Consent', verb: 'open-consent', data: { personId } })],
  };
}

function datesSection({ clocks, entryId, ended }: PersonView, measure: Measure): PersonSection {
  const rows = fitted(clocks, measure, (clock) =>
    row(`${clockLabel(clock.kind)}: ${dueWords(clock)}`, clock.overdue ? registerWords.overdue : null),
  );
  const why = actionButton({
    title: 'Why these dates?',
    verb: 'show-dates',
    data: { subject: 'entry', subjectId: entryId },
  });
  return {
    title: 'What is due',
    rows: rows.length > 0 ? rows : [row(ended ? 'The entry has ended: nothing falls due.' : personWords.noClocks)],
    buttons: clocks.length > 0 ? [why] : [],
  };
}

function measuresSection({ measures, ended }: PersonView, measure: Measure): PersonSection[] {
  if (ended !== null) return [];
  const title = 'At this rating';
  if (measures === null) return [{ title, rows: [row(personWords.notStatedMeasures)], buttons: [] }];
  const rows = fitted(measures, measure, (one) => row(plain(oneLine(measureLine(one), ON_LINE * 2))));
  return [{ title, rows: rows.length > 0 ? rows : [row(personWords.noMeasures)], buttons: [] }];
}

function situationSection(person: PersonView, policy: AreaPolicy): PersonSection {
  const { setting, treatment, dischargePlan, lastDiscussed } = person;
  const scored = dischargePlan === null ? [] : scoreWords(dischargePlan.scores, policy);
  const hasPoints = 'value' in policy.dischargePlanPoints;
  const inHospital = setting.setting !== 'community';
  return {
    title: 'Where things stand',
    rows: [
      row(`${settingLabels[setting.setting]} since ${formatDayShort(setting.since)}`),
      row(
        treatment === null
          ? 'Behaviourally intensive treatment: nothing recorded'
          : `Behaviourally intensive treatment: ${treatmentWords[treatment.status].toLowerCase()} since ${formatDayShort(treatment.since)}`,
      ),
      ...(dischargePlan === null
        ? inHospital && hasPoints
          ? [row('Discharge plan: not scored yet')]
          : []
        : [row(plain(oneLine(`Discharge plan, ${formatDayShort(dischargePlan.day)}: ${scored.join(', ')}`, 600)))]),
      row(
        lastDiscussed === null
          ? 'Not discussed at a panel or DSR review yet'
          : `Last discussed on ${formatDayShort(lastDiscussed)}`,
      ),
    ],
    buttons: [],
  };
}

function actionsSection({ actions, entryId }: PersonView, measure: Measure): PersonSection {
  const rows = fitted(actions, { ...measure, rows: Math.min(measure.rows, 6) }, (one) => actionRow(one, entryId));
  return { title: 'Agreed actions', rows: rows.length > 0 ? rows : [row(personWords.noActions)], buttons: [] };
}

/** Who said what became of an action; from a shared inbox with their role and number. */
function whoSaid({ answeredBy, by }: NonNullable<PersonAction['progress']>): string {
  if (answeredBy === null) return oneLine(by ?? 'the service', 60);
  const { name, jobRole, phone } = answeredBy;
  return oneLine(`${name}, ${jobRole}, ${phone}`, ON_LINE);
}

function actionRow(action: PersonAction, entryId: string) {
  const { progress } = action;
  const closed = progress !== null && progress.state !== 'under-way';
  const became =
    progress === null
      ? ''
      : `\n\n${progressWords[progress.state]}${progress.doneOn === null ? '' : ` on ${formatDayShort(progress.doneOn)}`}${progress.note === null ? '' : `: ${plain(oneLine(progress.note, ON_LINE))}`} (${plain(whoSaid(progress))}, ${formatInstant(progress.at)})`;
  const what = plain(oneLine(`${action.what} (${action.who}, ${action.meetingReference})`, ON_LINE));
  const text = `${what}. By ${formatDayShort(action.dueDay)}${became}`;
  const button = actionButton({
    title: 'What became of it?',
    verb: 'open-action-progress',
    data: { entryId, actionKey: action.key },
  });
  return row(text, action.overdue ? registerWords.overdue : null, closed ? null : button);
}

function meetingsSection({ meetings, entryId, suspended, ended }: PersonView, measure: Measure): PersonSection {
  const rows = fitted(meetings, { ...measure, rows: Math.min(measure.rows, 6) }, (one) =>
    row(meetingLine(one), null, openMeeting(one)),
  );
  // A suspended entry gets no new meeting; the use case asks again.
  const mayMeet = !suspended && ended === null;
  return {
    title: 'Meetings',
    rows: rows.length > 0 ? rows : [row(personWords.noMeetings)],
    buttons: mayMeet ? [actionButton({ title: 'Meeting', verb: 'open-register-meeting', data: { entryId } })] : [],
  };
}

function openMeeting({ id, entryId, requestId, reference }: PersonMeeting): CardElement | null {
  const to =
    entryId !== null
      ? { verb: 'show-meeting', data: { meetingId: id } }
      : requestId !== null && { verb: 'show-request', data: { requestId } };
  return to ? { ...actionButton({ title: 'Open', ...to }), tooltip: `Open ${reference ?? 'the meeting'}` } : null;
}

function meetingLine({ reference, kind, state, startsAt }: PersonMeeting): string {
  const when = startsAt === null ? '' : `, ${formatInstant(startsAt)}`;
  return `${reference ?? ''} ${meetingKindWords[kind]}: ${meetingStateWords[state]}${when}`.trim();
}

function needsSection({ needs, entryId }: PersonView): PersonSection {
  const lines = needsLines(needs).map((said) => row(cutProse(said, ON_LINE)));
  return {
    title: needsWords.title,
    rows: lines.length > 0 ? lines : [row(needsWords.none)],
    buttons: [actionButton({ title: 'What helps', verb: 'open-communication-needs', data: { entryId } })],
  };
}

function professionalsSection(person: PersonView, measure: Measure): PersonSection {
  const { keyProfessionals, entryId, ended } = person;
  const rows = fitted(keyProfessionals, { ...measure, rows: Math.min(measure.rows, 6) }, (one) =>
    row(professionalLine(one, measure)),
  );
  const change = actionButton({ title: 'Key professionals', verb: 'open-key-professionals', data: { entryId } });
  return {
    title: 'Key professionals',
    rows: rows.length > 0 ? rows : [row(personWords.noKeyProfessional)],
    buttons: ended === null ? [change] : [],
  };
}

function professionalLine(one: KeyProfessionalRow, measure: Measure): string {
  const parts = [one.name, one.jobRole, one.organisation, one.email, one.phone].filter((part) => part !== null);
  const said = parts.map((part) => oneLine(part, Math.min(ON_LINE, measure.text))).join(' · ');
  return plain(one.lead ? `${said} (lead professional)` : said);
}

function beforeSection({ episodesBefore }: PersonView, policy: AreaPolicy, measure: Measure): PersonSection[] {
  if (episodesBefore.length === 0) return [];
  const rows = fitted(episodesBefore, { ...measure, rows: 4 }, (one) => {
    const until = one.toDay === null ? 'still open' : `to ${formatDayShort(one.toDay)}`;
    const why = policy.endReasons.value.find(({ code }) => code === one.endReason)?.label ?? one.endReason ?? '';
    const text = [`${formatDayShort(one.fromDay)} ${until}`, why].filter((part) => part !== '').join(': ');
    const open = actionButton({ title: 'Open', verb: 'show-person', data: { entryId: one.entryId } });
    return row(cutProse(text, ON_LINE), null, open);
  });
  return [{ title: 'On the register at other times', rows, buttons: [] }];
}
