import { contactWays } from '../services/consent/model.ts';
import type { LetterProblem, LetterView } from '../services/letters/model.ts';
import { letterFormats } from '../services/people/model.ts';
import {
  letterFormatLabels,
  letterIntros,
  letterLabels,
  letterProblemText,
  letterSummary,
  letterWayLabels,
} from '../wording/letter-card.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { type FormInput, recordFormCard } from './record-form.ts';

export type LetterFormView = {
  letter: LetterView;
  typed: Readonly<Record<string, string | undefined>>;
  problems: readonly LetterProblem[];
  notice?: CardNotice | undefined;
  press: string;
};

type Making = {
  heading: string;
  intro: string;
  fields: readonly FormInput[];
  send: { title: string; verb: string; style: 'positive' | 'destructive' };
};

function form({ letter, notice, press }: LetterFormView, { heading, intro, fields, send }: Making): AdaptiveCard {
  const { id: letterId, version } = letter;
  return recordFormCard({
    heading,
    summary: letterSummary(letter),
    about: { reference: letter.reference, name: letter.receiverName },
    intro: [intro],
    fields,
    notice,
    buttons: [
      { ...send, data: { letterId, version, press } },
      { title: 'Back', verb: 'show-letter', data: { letterId, page: 1 } },
    ],
  });
}

const errors = (problems: readonly LetterProblem[], field: LetterProblem['field']) =>
  problems.filter((one) => one.field === field).map(letterProblemText);

/** How one letter goes, where to, and in which format. */
export function readdressLetterFormCard(view: LetterFormView): AdaptiveCard {
  const { letter, typed, problems } = view;
  const choice = <C extends string>(codes: readonly C[], labels: Record<C, string>) =>
    codes.map((code) => ({ code, label: labels[code] }));
  return form(view, {
    heading: 'Change how it goes',
    intro: letterIntros.readdress,
    fields: [
      {
        as: 'choice',
        id: 'via',
        label: letterLabels.via,
        typed: typed.via ?? letter.via,
        errors: errors(problems, 'via'),
        choices: choice(contactWays, letterWayLabels),
      },
      {
        as: 'text',
        id: 'address',
        label: letterLabels.address,
        typed: typed.address ?? letter.address,
        errors: errors(problems, 'address'),
      },
      {
        as: 'choice',
        id: 'format',
        label: letterLabels.format,
        typed: typed.format ?? letter.format,
        errors: errors(problems, 'format'),
        choices: choice(letterFormats, letterFormatLabels),
      },
    ],
    send: { title: 'Change', verb: 'readdress-letter', style: 'positive' },
  });
}

/** Why nobody is sent this letter. */
export function setAsideLetterFormCard(view: LetterFormView): AdaptiveCard {
  const { typed, problems } = view;
  return form(view, {
    heading: 'This letter is not needed',
    intro: letterIntros.setAside,
    fields: [{ as: 'text', id: 'why', label: letterLabels.why, typed: typed.why, errors: errors(problems, 'why') }],
    send: { title: 'Not needed', verb: 'set-aside-letter', style: 'destructive' },
  });
}
