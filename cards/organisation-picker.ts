import { CHECKLIST_LIMIT, type OrganisationListing } from '../services/agencies/model.ts';
import { searchWords } from '../wording/agency-search.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';

export type PickedOrganisation = Pick<OrganisationListing, 'id' | 'name' | 'agreementInForce'>;

export type OrganisationPicker = {
  directory: readonly PickedOrganisation[];
  chosenIds: readonly string[];
  /** A search of the directory that was pressed: `query` as typed, and what it found. */
  search?: { query: string; found: readonly PickedOrganisation[] } | undefined;
  /** Above the list, each with 'Error: ' before it. */
  errors: readonly string[];
  /** What the list is called: of the whole directory, and of those chosen where it is too long for one. */
  labels: { all: string; chosen: string };
  /** The button that sends the form back with what was searched for. */
  find: Pick<ActionButton, 'verb'> & { data: Record<string, string | number> };
};

const NAME_ON_CARD = 80;

/** The whole directory where it is short; else those chosen, and a search whose finds can be ticked as well. */
export function organisationPicker(picker: OrganisationPicker) {
  const { directory, search } = picker;
  const few = directory.length <= CHECKLIST_LIMIT;
  const chosen = new Set(picker.chosenIds);
  const listed = few ? directory : directory.filter(({ id }) => chosen.has(id));
  const found = search?.found.filter(({ id }) => !chosen.has(id)) ?? [];
  const query = cutText(search?.query ?? '', NAME_ON_CARD).text;
  const counts = { found: found.length, chosen: (search?.found.length ?? 0) - found.length, most: CHECKLIST_LIMIT };
  return {
    organisations: {
      label: few ? picker.labels.all : picker.labels.chosen,
      errors: [...picker.errors],
      choices: listed.map(tickable),
      value: listed.flatMap(({ id }) => (chosen.has(id) ? [id] : [])).join(','),
    },
    search: few
      ? null
      : {
          query,
          button: actionButton({ title: 'Find', ...picker.find }),
          said: query === '' ? null : plain(searchWords({ query, ...counts })),
          found: found.map(tickable),
        },
  };
}

function tickable(organisation: PickedOrganisation): { title: string; value: string } {
  const name = cutText(organisation.name, NAME_ON_CARD).text;
  const title = organisation.agreementInForce
    ? name
    : `${name} (no sharing agreement: told the time and reference only)`;
  return { title, value: organisation.id };
}
