import { formatDayShort } from '../services/platform/time.ts';
import type { FoundPerson } from '../services/register/register-view.ts';
import { ratingMark } from '../wording/register.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { plain } from './plain-text.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedField } from './typed-field.ts';

export type FoundPeopleView = {
  /** As typed; empty where nothing was sought yet. */
  sought: string;
  said: string;
  found: readonly FoundPerson[];
};

const HEADING = 'Find somebody on the register';
const expand = cardTemplate(import.meta.dirname, 'found-people');

/** Whoever a search found, and the field to search again. */
export function foundPeopleCard(view: FoundPeopleView): AdaptiveCard {
  return fitCard([80, 40, 20], (limit) => render(view, limit));
}

function render({ sought, said, found }: FoundPeopleView, limit: number): AdaptiveCard {
  return expand({
    heading: HEADING,
    said: plain(oneLine(said, 200)),
    rows: found.map((one) => {
      const born =
        one.dateOfBirth === null ? 'date of birth not known' : `born ${formatDayShort(one.dateOfBirth).slice(4)}`;
      const state = one.toDay === null ? ratingMark(one.rating) : `left the register on ${formatDayShort(one.toDay)}`;
      return {
        name: plain(oneLine(one.name, limit)),
        detail: [one.reference, born, state].join(' · '),
        open: actionButton({
          title: 'Open',
          verb: 'show-person',
          data: { entryId: one.entryId },
          tooltip: `Open ${one.reference}`,
        }),
      };
    }),
    field: typedField({ label: 'Name, DSR reference or NHS number', typed: sought }, limit * 2),
    actions: [
      actionButton({ title: 'Search', verb: 'find-person' }),
      actionButton({ title: 'The register', verb: 'show-register', data: { rating: 'all', page: 1 } }),
    ],
  });
}
