import type { AreaPolicy } from '../services/policies/model.ts';
import type { EntryProblem, Rating, Setting } from '../services/register/model.ts';
import { ratingMark, settingLabels } from '../wording/register.ts';
import { entryFields, formHeadings, formIntros } from '../wording/register-forms.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { entryFormCard, errorsOf, type FormEntry } from './entry-form.card.ts';

/** What was typed into a form, by the ids of its inputs. */
export type Typed = Readonly<Record<string, string | undefined>>;

export type RatingFormView = {
  entry: FormEntry;
  typed: Typed;
  problems: readonly EntryProblem[];
  policy: Pick<AreaPolicy, 'ratingDefinitions'>;
  notice?: CardNotice | undefined;
  press: string;
};

const decided = ['red', 'amber', 'green'] as const satisfies readonly Rating[];
const hospitals = ['adult', 'tier-4', 'secure'] as const satisfies readonly Setting[];

/** The ratings that somebody decides, with the area's own definitions beside them. */
function ratingField({ typed, problems, policy }: RatingFormView) {
  return {
    as: 'choice' as const,
    id: 'rating',
    label: entryFields.rating,
    typed: typed.rating,
    errors: errorsOf(problems, 'rating'),
    choices: decided.map((code) => ({
      code,
      label: `${ratingMark(code)}: ${policy.ratingDefinitions.value[code]}`,
    })),
  };
}

function decisionFields({ typed, problems }: Pick<RatingFormView, 'typed' | 'problems'>) {
  return [
    {
      as: 'line' as const,
      id: 'decidedBy',
      label: entryFields.decidedBy,
      typed: typed.decidedBy,
      errors: errorsOf(problems, 'decidedBy'),
    },
    {
      as: 'text' as const,
      id: 'note',
      label: entryFields.reasonWhy,
      typed: typed.note,
      errors: errorsOf(problems, 'note'),
    },
  ];
}

function dayField({ typed, problems }: Pick<RatingFormView, 'typed' | 'problems'>) {
  return {
    as: 'day' as const,
    id: 'day',
    label: entryFields.day,
    typed: typed.day,
    errors: errorsOf(problems, 'day'),
  };
}

/** Which rating, who decided, why, and from which day. */
export function changeRatingFormCard(view: RatingFormView): AdaptiveCard {
  return entryFormCard({
    heading: formHeadings.changeRating,
    entry: view.entry,
    intro: [formIntros.changeRating],
    notice: view.notice,
    fields: [ratingField(view), ...decisionFields(view), dayField(view)],
    send: { title: 'Change rating', verb: 'change-rating', data: { press: view.press }, style: 'positive' },
  });
}

/** Leaving hospital: when, and which rating was decided for the time after it. */
export function dischargeFormCard(view: RatingFormView): AdaptiveCard {
  return entryFormCard({
    heading: formHeadings.discharge,
    entry: view.entry,
    intro: [formIntros.discharge],
    notice: view.notice,
    fields: [dayField(view), ratingField(view), ...decisionFields(view)],
    send: { title: 'Record leaving', verb: 'discharge', data: { press: view.press }, style: 'positive' },
  });
}

export type SettingFormView = Omit<RatingFormView, 'policy'> & { form: 'admit' | 'change-setting' };

/** Admission to a mental health hospital, or a move to one of another kind. */
export function settingFormCard(view: SettingFormView): AdaptiveCard {
  const { typed, problems, form } = view;
  const isAdmission = form === 'admit';
  return entryFormCard({
    heading: isAdmission ? formHeadings.admit : formHeadings.changeSetting,
    entry: view.entry,
    intro: isAdmission ? [formIntros.admit] : [],
    notice: view.notice,
    fields: [
      {
        as: 'choice',
        id: 'setting',
        label: entryFields.setting,
        typed: typed.setting,
        errors: errorsOf(problems, 'setting'),
        choices: hospitals.map((code) => ({ code, label: settingLabels[code] })),
      },
      dayField(view),
      { as: 'text', id: 'note', label: entryFields.note, typed: typed.note, errors: errorsOf(problems, 'note') },
    ],
    send: {
      title: isAdmission ? 'Record admission' : 'Record move',
      verb: form,
      data: { press: view.press },
      style: 'positive',
    },
  });
}
