import { askedOf, type OnlineProblem, type TypedOnline } from '../../services/consent/answer-consent-page.ts';
import type { Speaker } from '../../services/consent/consent-page.ts';
import type { OnlineAnswer } from '../../services/consent/online-consent.ts';
import type { ConsentPageView } from '../../services/consent/view-consent-page.ts';
import type { AreaPolicy } from '../../services/policies/model.ts';
import { statedValue } from '../../services/policies/rule.ts';
import {
  type ConsentFacts,
  type ConsentFormat,
  type ConsentPart,
  type ConsentReader,
  consentFormats,
} from '../../wording/consent-information.ts';
import { inSentences } from '../../wording/letters/letter-layout.ts';
import { type Voice, voiceOf } from '../../wording/letters/voice.ts';
import { answerWords, onlineProblemText, consentPage as words } from '../../wording/pages/consent.ts';
import type { FieldView } from '../site/form.ts';

/** The format that an address names; plain words where it names none. */
export function formatOf(value: unknown): ConsentFormat {
  return consentFormats.find((one) => one === value) ?? 'plain';
}

/** The class under which a format has its type and its pictures. */
export function bodyClassOf(format: ConsentFormat): string {
  return format === 'plain' ? '' : format === 'symbols' ? 'app-easy-read app-symbols' : 'app-easy-read';
}

/** The links with which somebody chooses how to read the page. */
export function formatLinks(path: string, now: ConsentFormat) {
  return consentFormats.map((format) => ({
    words: words.formats[format],
    now: format === now,
    href: `${path}${path.includes('?') ? '&' : '?'}format=${format}`,
  }));
}

/** The parts of an explanation in one format, as lines.njk lays them out. */
export function partsIn(parts: readonly ConsentPart[], format: ConsentFormat) {
  return parts.map(({ heading, lines }) => ({
    heading,
    lines: lines.flatMap((line) => {
      const said = line[format];
      if (said === null) return [];
      return [
        format === 'plain'
          ? { symbol: null, sentences: [said] }
          : { symbol: line.symbol, sentences: inSentences(said) },
      ];
    }),
  }));
}

/** What the area has laid down that the explanation needs. */
export function factsOfPolicy(policy: AreaPolicy): ConsentFacts {
  const renewal = statedValue(policy.consentRenewal);
  const yearly = renewal !== undefined && 'years' in renewal && renewal.years === 1;
  return { team: policy.team, yearly, ownConsentFrom: policy.ownConsentFrom.value };
}

/** To whom the page speaks, and how. */
export function readerOf(page: Pick<ConsentPageView, 'young' | 'personName'>, speaker: Speaker) {
  const self = speaker.relation === 'person';
  const reader: ConsentReader = self ? (page.young ? 'child' : 'adult') : 'other';
  return { reader, voice: voiceOf(self ? 'person' : 'representative', page.personName) };
}

export const nothingTyped: TypedOnline = {
  ...{ speaker: '', answer: '', name: '', sharing: '', personView: '', othersAgree: '', assessedOn: '' },
};

/** The question with what is asked of this speaker, and what was typed. */
export function questionFields(
  page: ConsentPageView,
  speaker: Speaker,
  typed: TypedOnline,
  problems: readonly OnlineProblem[],
): FieldView[] {
  if (!speaker.say.may) return [];
  const { reader, voice } = readerOf(page, speaker);
  const errorOf = (field: OnlineProblem['field']) => {
    const found = problems.find((one) => one.field === field);
    return found === undefined ? {} : { error: onlineProblemText(found) };
  };
  const choices = speaker.say.answers.map((answer) => ({ value: answer, text: answerWords(answer, reader, voice) }));
  const asked = new Set(speaker.say.answers.flatMap((answer) => askedOf(speaker, answer, page.young)));
  const answer: FieldView = {
    ...{ name: 'answer', kind: 'choice', label: words.answerLabel, choices, value: typed.answer },
    ...errorOf('onlineAnswer'),
  };
  const personView: FieldView = {
    ...{ name: 'personView', kind: 'text', label: words.personView(voice), hint: words.personViewHint, rows: 3 },
    ...{ value: typed.personView, ...errorOf('personView') },
  };
  const assessedOn: FieldView = {
    ...{ name: 'assessedOn', kind: 'date', label: words.assessedOn(voice), hint: words.assessedOnHint },
    ...{ value: typed.assessedOn, ...errorOf('capacityAssessedOn') },
  };
  const name: FieldView = {
    ...{ name: 'name', kind: 'line', label: words.name, hint: words.nameHint, autocomplete: 'name' },
    ...{ value: typed.name, ...errorOf('consenterName') },
  };
  return [
    answer,
    ...(asked.has('othersAgree') ? [othersAgree(voice, typed, errorOf('othersAgree'))] : []),
    ...(asked.has('personView') ? [personView] : []),
    ...(asked.has('assessedOn') ? [assessedOn] : []),
    ...(asked.has('sharing') ? [sharing(typed, errorOf('sharing'))] : []),
    name,
  ];
}

function othersAgree(v: Voice, typed: TypedOnline, error: { error?: string }): FieldView {
  const { yes, no } = words.othersAgreeChoices;
  const choices = [
    { value: 'yes', text: yes },
    { value: 'no', text: no },
  ];
  const { othersAgree: value } = typed;
  return {
    ...{ name: 'othersAgree', kind: 'choice', label: words.othersAgree(v), hint: words.othersAgreeHint },
    ...{ choices, value, ...error },
  };
}

function sharing(typed: TypedOnline, error: { error?: string }): FieldView {
  const { yes, no } = words.sharingChoices;
  const choices = [
    { value: 'yes', text: yes },
    { value: 'no', text: no },
  ];
  return { name: 'sharing', kind: 'choice', label: words.sharing, choices, value: typed.sharing, ...error };
}

/** What is shown to be confirmed: the answer, and only what it needs. */
export function confirmedFacts(
  page: ConsentPageView,
  speaker: Speaker,
  answer: OnlineAnswer,
  typed: TypedOnline,
): [string, string][] {
  const { reader, voice } = readerOf(page, speaker);
  const asked = askedOf(speaker, answer, page.young);
  const { confirm, sharingChoices } = words;
  return [
    [confirm.answer, answerWords(answer, reader, voice)],
    ...(asked.includes('personView') && typed.personView.trim() !== ''
      ? ([[confirm.personView, typed.personView]] as [string, string][])
      : []),
    ...(asked.includes('sharing') && (typed.sharing === 'yes' || typed.sharing === 'no')
      ? ([[confirm.sharing, sharingChoices[typed.sharing]]] as [string, string][])
      : []),
    [confirm.name, typed.name],
  ];
}
