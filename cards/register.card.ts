import { formatDayShort } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { ageGroups, dueFilters, type RegisterFilter } from '../services/register/model.ts';
import type { RegisterView } from '../services/register/register-view.ts';
import {
  ageGroupLabel,
  ageWords,
  dueFilterLabels,
  filterSaid,
  lapsedSaid,
  localityLabel,
  ratingMark,
  ratingOrder,
  registerSaid,
  registerWords,
} from '../wording/register.ts';
import { actionButton, filterButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { pagerButtons } from './pages.ts';
import { plain } from './plain-text.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedField } from './typed-field.ts';

export type RegisterCardView = { view: RegisterView; policy: AreaPolicy; notice?: CardNotice | undefined };

const FILTER_NAME = 200;
const expand = cardTemplate(import.meta.dirname, 'register');

/**
 * The register: how many people have which rating, and who they are, in order of risk. Filters are inputs behind one
 * button, and go with every press of the card; the ratings are buttons with their counts.
 */
export function registerCard(card: RegisterCardView): AdaptiveCard {
  return fitCard([80, 40, 20], (limit) => render(card, limit));
}

function render({ view, policy, notice }: RegisterCardView, limit: number): AdaptiveCard {
  const { filter } = view;
  const said = filterSaid({ ...filter, rating: 'all' }, policy);
  const lapsed = lapsedSaid(view.lapsed);
  return expand({
    title: registerWords.title,
    notice: noticeBox(notice),
    lapsed,
    counts: countButtons(view),
    filtered: said === null ? null : `Filtered: ${plain(oneLine(said, FILTER_NAME))}`,
    fields: filterFields(filter, policy, limit),
    show: actionButton({ title: 'Show', verb: 'show-register', data: { rating: filter.rating, page: 1 } }),
    clear:
      said === null ? null : actionButton({ title: 'Clear filters', verb: 'show-register', data: { clear: 'yes' } }),
    said: registerSaid(view),
    rows: view.items.map((item) => row(item, view, policy, limit)),
    actions: [
      ...pagerButtons(view, { verb: 'show-register', data: { rating: filter.rating } }),
      actionButton({ title: 'What is due', verb: 'show-due', data: { view: 'overdue', page: 1 } }),
      actionButton({ title: 'Export CSV', verb: 'export-register', data: { rating: filter.rating } }),
    ],
  });
}

function countButtons({ counts, filter }: RegisterView): CardElement[] {
  const everybody = ratingOrder.reduce((sum, rating) => sum + counts[rating], 0);
  const button = (title: string, rating: RegisterFilter['rating']) =>
    filterButton({ title, verb: 'show-register', data: { rating, page: 1 } }, rating === filter.rating);
  return [
    button(`All ${everybody}`, 'all'),
    ...ratingOrder.map((rating) => button(`${ratingMark(rating)} ${counts[rating]}`, rating)),
  ];
}

function filterFields(filter: RegisterFilter, policy: AreaPolicy, limit: number) {
  const ages = ageGroups.filter(
    (group) => group !== 'children-and-young-people' || 'value' in policy.childrenAndYoungPeopleUpTo,
  );
  const localities = policy.localities.value;
  const known = localities.some(({ code }) => code === filter.locality);
  return {
    locality: {
      label: registerWords.fields.locality,
      value: known ? filter.locality : 'all',
      choices: [
        { title: 'All parts', value: 'all' },
        ...localities.map(({ code, label }) => ({ title: oneLine(label), value: code })),
      ],
    },
    age: {
      label: registerWords.fields.age,
      value: ages.includes(filter.age) ? filter.age : 'all',
      choices: ages.map((group) => ({ title: ageGroupLabel(group, policy), value: group })),
    },
    due: {
      label: registerWords.fields.due,
      value: filter.due,
      choices: dueFilters.map((due) => ({ title: dueFilterLabels[due], value: due })),
    },
    keyProfessional: typedField(
      { label: registerWords.fields.keyProfessional, typed: filter.keyProfessional },
      Math.max(limit, 40) * 2,
    ),
  };
}

function row(item: RegisterView['items'][number], view: RegisterView, policy: AreaPolicy, limit: number) {
  const marks = [
    ...(item.suspended ? [registerWords.suspended] : []),
    ...(item.overdue ? [registerWords.overdue] : []),
  ];
  const due =
    item.nextDue === null
      ? registerWords.nothingDue
      : `${item.nextDue < view.today ? 'Due since' : 'Next due'} ${formatDayShort(item.nextDue)}`;
  return {
    name: plain(oneLine(item.name, limit)),
    marks: marks.length > 0 ? marks.join(' · ') : null,
    rating: `${ratingMark(item.rating)} since ${formatDayShort(item.ratingSince)}`,
    due,
    detail: plain(
      [item.reference, ageWords(item.age), localityLabel(item.locality, policy)]
        .map((part) => oneLine(part))
        .join(' · '),
    ),
    open: actionButton({
      title: 'Open',
      verb: 'show-person',
      data: { entryId: item.entryId },
      tooltip: `Open ${item.reference}`,
    }),
  };
}
