import type { RequestField } from '../../services/mbe-requests/model.ts';
import type { CalendarDay } from '../../services/platform/time.ts';
import type { AreaPolicy } from '../../services/policies/model.ts';
import type { ReferralFieldSpec, ReferralStep, TypedReferral } from '../../services/referrals/draft-model.ts';
import { fieldsOf, type StepContext, stepsOf } from '../../services/referrals/steps.ts';
import { printWords as words } from '../../wording/pages/print.ts';
import { pageChoiceLabel, pageFieldHint, pageFieldLabel, type Voice } from '../../wording/pages/refer-fields.ts';
import { pageStepIntro, pageStepTitle } from '../../wording/pages/refer-steps.ts';
import { requestFieldHint, requestWords } from '../../wording/pages/request-meeting.ts';
import type { Writer } from '../refer/refer-urls.ts';
import { choicesOf, fieldsOfStep, kindOf, labelOfField } from '../request-meeting/request-fields.ts';

/** A question on paper: boxes to tick, a date, or lines to write on. */
export type PaperField = { label: string; hint?: string; choices?: string[]; date?: boolean; lines?: number };
export type PaperPart = { title: string; intro: string[]; fields: PaperField[] };

/** Lines for a text, a line's worth of words, and an address. */
const TEXT_LINES = 7;
/** As many professionals as there is room for on half a page. */
const PROFESSIONALS = 2;
/** Nobody: the paper is blank. */
const nobody = { name: '', email: '' };
/** What would answer differently is asked for in one place: the form goes to people who have said nothing yet. */
const consentAnswers = ['person', 'parent', 'best-interest', 'refused', 'not-yet'];

/** Every question of a referral, from the same steps as on the pages. */
export function referralParts(writer: Writer, policy: AreaPolicy, today: CalendarDay): PaperPart[] {
  const voice: Voice = writer === 'professional' ? undefined : writer;
  const typed: TypedReferral = voice ? { route: voice } : {};
  const context: StepContext = { typed, policy, today, outside: nobody };
  return stepsOf(context)
    .filter((step) => step !== 'tool')
    .map((step) => ({
      title: pageStepTitle(step, voice),
      intro: pageStepIntro(step, { policy, voice, young: false }),
      fields: fieldsOfPaper(step, context, voice),
    }));
}

function fieldsOfPaper(step: ReferralStep, context: StepContext, voice: Voice): PaperField[] {
  const { policy } = context;
  if (step === 'consent-detail') return consentDetail(context, voice);
  const fields = fieldsOf(step, context).map((spec) => paperField(spec, { policy, voice }));
  if (step !== 'professionals') return [...fields, ...(step === 'who' ? reachField(voice) : [])];
  return Array.from({ length: PROFESSIONALS }, (_, index) =>
    fields.map(({ hint: _hint, ...field }) => ({
      ...field,
      label: `${words.professional(index + 1)}: ${field.label}`,
    })),
  ).flat();
}

/** On the pages their address is known: on paper it is asked. */
function reachField(voice: Voice): PaperField[] {
  return voice === 'self' ? [] : [{ label: words.contactDetail, lines: 2 }];
}

/** What is asked about consent whatever was answered, each question once. */
function consentDetail(context: StepContext, voice: Voice): PaperField[] {
  const answers = voice === 'self' ? ['person', 'not-yet'] : consentAnswers;
  const asked = new Map<string, PaperField>();
  for (const consentAnswer of answers) {
    const typed = { ...context.typed, consentAnswer };
    for (const spec of fieldsOf('consent-detail', { ...context, typed })) {
      const label = pageFieldLabel(spec.field, { policy: context.policy, voice, consentAnswer });
      const known = [...asked.keys()].some((key) => key.startsWith(`${spec.field} `) && spec.field !== 'whyNot');
      if (!known)
        asked.set(`${spec.field} ${label}`, paperField(spec, { policy: context.policy, voice, consentAnswer }));
    }
  }
  return [...asked.values()];
}

function paperField(
  spec: ReferralFieldSpec,
  about: { policy: AreaPolicy; voice: Voice; consentAnswer?: string },
): PaperField {
  const { field, input, choices } = spec;
  const label = withoutExample(pageFieldLabel(field, about));
  if (choices)
    return { label, hint: words.tickOne, choices: choices.map((code) => pageChoiceLabel(field, code, about)) };
  if (input === 'date' || field === 'dateOfBirth') return { label, date: true };
  const hint = pageFieldHint(field, about.voice);
  return { label, ...(hint === undefined || field === 'professionalName' ? {} : { hint }), lines: linesFor(spec) };
}

function withoutExample(label: string): string {
  return label.replace(/(, with the year in four digits)?, for example \d.*$/, '');
}

function linesFor({ field, input }: ReferralFieldSpec): number {
  if (input === 'text') return TEXT_LINES;
  return field === 'residence' || field.endsWith('Detail') ? 2 : 1;
}

/** Every question of a request for a meeting. Organisations are ticked where the directory is short enough to print. */
export function requestParts(policy: AreaPolicy, organisations: readonly { name: string }[]): PaperPart[] {
  const part = (title: string, fields: readonly Exclude<RequestField, 'organisationIds'>[]): PaperPart => ({
    title,
    intro: [],
    fields: fields.map((field) => requestPaperField(field, policy)),
  });
  const [first, second] = [fieldsOfStep['1'], fieldsOfStep['2']];
  const aboutMe = first.slice(0, first.indexOf('personName'));
  const whom = part(requestWords.titles['2'], second.slice(0, second.indexOf('nhsNumber')));
  const directory = {
    label: requestWords.organisations,
    hint: words.tickAll,
    choices: organisations.map(({ name }) => name),
  };
  const inviting: PaperField[] =
    organisations.length === 0 ? [{ label: requestWords.organisations, lines: TEXT_LINES }] : [directory];
  return [
    {
      ...part(requestWords.aboutYou, aboutMe),
      fields: [...aboutMe.map((field) => requestPaperField(field, policy)), { label: words.contactDetail, lines: 2 }],
    },
    part(requestWords.titles['1'], first.slice(first.indexOf('personName'))),
    { ...whom, fields: [...inviting, ...whom.fields] },
    part(requestWords.ifKnown, second.slice(second.indexOf('nhsNumber'))),
  ];
}

function requestPaperField(field: Exclude<RequestField, 'organisationIds'>, policy: AreaPolicy): PaperField {
  const kind = kindOf(field);
  const label = labelOfField(field);
  if (kind === 'choice') {
    return { label, hint: words.tickOne, choices: choicesOf(field, policy).map(({ text }) => text) };
  }
  if (kind === 'date') return { label, date: true };
  const hint = requestFieldHint(field);
  return { label, ...(hint === undefined ? {} : { hint }), lines: kind === 'text' ? TEXT_LINES : 1 };
}
