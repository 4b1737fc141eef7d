import { formatDayShort } from '../services/platform/time.ts';
import { type AreaPolicy, labelOf } from '../services/policies/model.ts';
import type { AgeGroup, DueFilter, DueTab, Rating, RegisterFilter, Setting } from '../services/register/model.ts';
import type { DueView, RegisterView } from '../services/register/register-view.ts';

export const ratingLabels: Record<Rating, string> = { red: 'Red', amber: 'Amber', blue: 'Blue', green: 'Green' };

/** The order in which ratings are listed: of risk. */
export const ratingOrder = ['red', 'amber', 'blue', 'green'] as const satisfies readonly Rating[];

/** A sign of its own for each rating: colour alone says nothing to somebody who does not see it. */
const ratingSigns: Record<Rating, string> = { red: '▲', amber: '◆', blue: '■', green: '●' };

/** '▲ Red' */
export function ratingMark(rating: Rating): string {
  return `${ratingSigns[rating]} ${ratingLabels[rating]}`;
}

export const settingLabels: Record<Setting, string> = {
  community: 'In the community',
  adult: 'In hospital (adult)',
  'tier-4': 'In hospital (tier 4, children)',
  secure: 'In hospital (adult, secure)',
};

/** The policy's word for a part of the area; a code that the policy no longer has is shown as it is. */
export function localityLabel(code: string, policy: Pick<AreaPolicy, 'localities'>): string {
  return labelOf(policy.localities.value, code);
}

/** What an age group is called, with the age that the policy lays down. */
export function ageGroupLabel(
  group: AgeGroup,
  policy: Pick<AreaPolicy, 'childUnder' | 'childrenAndYoungPeopleUpTo'>,
): string {
  const under = policy.childUnder.value;
  const upTo = policy.childrenAndYoungPeopleUpTo;
  switch (group) {
    case 'all':
      return 'All ages';
    case 'children':
      return `Children (under ${under})`;
    case 'adults':
      return `Adults (${under} and over)`;
    case 'children-and-young-people':
      return 'value' in upTo ? `Children and young people (up to and including ${upTo.value})` : 'not set locally';
    case 'not-known':
      return 'Date of birth not known';
  }
}

export const dueFilterLabels: Record<DueFilter, string> = {
  all: 'All dates',
  overdue: 'Overdue',
  'this-week': 'Due today or later this week',
  'consent-lapsed': 'Consent has lapsed',
};

/** '34 years old', 'age not known' */
export function ageWords(age: number | null): string {
  return age === null ? 'age not known' : `aged ${age}`;
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

const unfiltered = (filter: RegisterFilter) =>
  [filter.rating, filter.locality, filter.age, filter.due].every((one) => one === 'all') &&
  filter.keyProfessional.trim() === '';

/** '14 people, page 1 of 2. In order of risk, then of what is due first.' */
export function registerSaid(view: RegisterView): string {
  if (view.total === 0) return unfiltered(view.filter) ? 'Nobody is on the register.' : 'Nobody fits these filters.';
  const page = view.pages > 1 ? `, page ${view.page} of ${view.pages}` : '';
  const chosen = unfiltered(view.filter) ? ' on the register' : ' with these filters';
  return `${people(view.total)}${chosen}${page}. In order of risk, then of what is due first.`;
}

/** What is said above the list while entries are suspended. */
export function lapsedSaid(count: number): string | null {
  if (count === 0) return null;
  return `Consent has lapsed for ${people(count)}: ${count === 1 ? 'the entry is' : 'their entries are'} suspended. No new meetings, and nothing is shared, until consent is renewed.`;
}

/** The filters in words, for the top of an export and the filter's own line; null where there is none. */
export function filterSaid(filter: RegisterFilter, policy: AreaPolicy): string | null {
  const parts = [
    ...(filter.rating === 'all' ? [] : [ratingLabels[filter.rating]]),
    ...(filter.locality === 'all' ? [] : [localityLabel(filter.locality, policy)]),
    ...(filter.age === 'all' ? [] : [ageGroupLabel(filter.age, policy)]),
    ...(filter.due === 'all' ? [] : [dueFilterLabels[filter.due]]),
    ...(filter.keyProfessional.trim() === '' ? [] : [`key professional “${filter.keyProfessional.trim()}”`]),
  ];
  return parts.length === 0 ? null : parts.join(' · ');
}

export const registerWords = {
  title: 'The register',
  filter: 'Filter',
  suspended: '! Suspended: consent has lapsed',
  overdue: '! Overdue',
  nothingDue: 'Nothing due',
  fields: {
    locality: 'Part of the area',
    age: 'Age group',
    due: 'Due',
    keyProfessional: 'Key professional (the beginning of the name is enough)',
  },
} as const;

export const dueTabLabels: Record<DueTab, string> = {
  overdue: 'Overdue',
  today: 'Today',
  week: 'This week',
  earliest: 'May be considered',
};

/** What stands above a tab of what falls due. */
export function dueSaid(view: Pick<DueView, 'tab' | 'total' | 'page' | 'pages' | 'today' | 'endOfWeek'>): string {
  const dates = (count: number) => `${count} ${count === 1 ? 'date' : 'dates'}`;
  const page = view.pages > 1 ? ` Page ${view.page} of ${view.pages}.` : '';
  switch (view.tab) {
    case 'overdue':
      return view.total === 0 ? 'Nothing is overdue.' : `${dates(view.total)} overdue, the longest first.${page}`;
    case 'today':
      return view.total === 0 ? 'Nothing is due today.' : `${dates(view.total)} due today.${page}`;
    case 'week': {
      const until = formatDayShort(view.endOfWeek);
      return view.total === 0
        ? `Nothing else is due up to ${until}.`
        : `${dates(view.total)} due after today and up to ${until}.${page}`;
    }
    case 'earliest':
      return view.total === 0
        ? 'There is nothing that may be considered by the end of this week.'
        : `${dates(view.total)} from which something may be considered. These are no deadlines.${page}`;
  }
}

/** How many people a search found. */
export function foundSaid(count: number, more: boolean): string {
  if (count === 0) return 'Nobody found. Try a part of the name, or check the reference.';
  return more ? `More than ${count} people found: type more of the name.` : `${people(count)} found.`;
}
