import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../cards/adaptive-card.ts';
import { type ApproveFormView, approveFormCard } from '../../../cards/approve-form.card.ts';
import { askInformationFormCard } from '../../../cards/ask-information-form.card.ts';
import { declineFormCard } from '../../../cards/decline-form.card.ts';
import { handOverFormCard } from '../../../cards/hand-over-form.card.ts';
import { recordBasisFormCard } from '../../../cards/record-basis-form.card.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf } from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import { approvalOf, approvedRequest, sampleDirectory, sampleIds, sampleRequest } from '../../support/team-views.ts';

const policy = loadPolicy();
const press = sampleIds.person;
const request = sampleRequest();
const typed = fc.option(nastyText, { nil: undefined });
const personName = nastyText.map((name) => name.trim().slice(0, 120).trim() || 'x');

function approve(over: Partial<ApproveFormView> = {}): AdaptiveCard {
  const directory = sampleDirectory;
  return approveFormCard({
    ...{ request, typed: approvalOf(request), problems: [], teamProblems: [], directory, policy, press },
    ...over,
  });
}

const filledIn = (card: AdaptiveCard, id: string) => inputsOf(card).find((input) => input.id === id)?.value;
const choicesOf = (card: AdaptiveCard, id: string) =>
  (inputsOf(card).find((input) => input.id === id)?.choices ?? []) as { title: string; value: string }[];

describe('the forms of the DSR team', () => {
  it('keep every rule of a card, whatever was typed', () => {
    fc.assert(
      fc.property(personName, typed, typed, (name, one, two) => {
        const about = { ...request, personName: name };
        const cards = [
          approve({
            request: about,
            typed: { purposeCategory: one, furtherPeople: two, neededBy: one, lengthMinutes: two, place: two },
            search: { query: one ?? '', found: sampleDirectory },
          }),
          askInformationFormCard({ request: about, typed: { question: one }, problems: [], press }),
          declineFormCard({ request: about, typed: { reason: one, note: two }, problems: [], policy, press }),
          handOverFormCard({
            request: about,
            team: [{ id: 'a', name }],
            typed: { toProfessionalId: one },
            problems: [],
            press,
          }),
          recordBasisFormCard({
            request: { ...about, basis: { basis: 'not-yet', detail: two ?? null, day: null } },
            typed: { basis: 'not-yet', ...(one === undefined ? {} : { basisDetail: one }) },
            problems: [],
            press,
          }),
        ];
        expect(cards.flatMap(brokenCardRules)).toEqual([]);
      }),
    );
  });

  it('lead back to the request without changing anything', () => {
    const back = buttonsOf(approve()).find((button) => button.title === 'Back');
    expect(back?.data).toEqual({ verb: 'show-request', requestId: request.id });
  });

  it('name what to put right above its field, and keep what was typed', () => {
    const card = declineFormCard({
      request,
      typed: { reason: 'other', note: '  ' },
      problems: [{ field: 'note', problem: 'missing' }],
      policy,
      press,
    });
    expect(textOf(card)).toContain('Error: Say which other reason');
    expect(filledIn(card, 'reason')).toBe('other');
  });
});

describe('the approve form', () => {
  it('opens with what the requester asked for', () => {
    const card = approve();
    expect(filledIn(card, 'organisationIds')).toBe(request.organisations.map(({ id }) => id).join(','));
    expect(filledIn(card, 'furtherPeople')).toBe('Dr Mina Example, mina.patel@surgery.example.org');
    expect(filledIn(card, 'lengthMinutes')).toBe('60');
    expect(filledIn(card, 'neededBy')).toBe('2027-01-22');
    expect(filledIn(card, 'purposeCategory')).toBe('');
  });

  it('asks for the place as invitations may say it, and says what is wrong with it', () => {
    const inPlace = { ...request, place: 'Jamie’s flat' };
    const card = approve({
      typed: approvalOf(inPlace),
      problems: [{ field: 'place', problem: 'says-who' }],
    });
    expect(filledIn(card, 'place')).toBe('Jamie’s flat');
    expect(textOf(card)).toContain('Place, as invitations may say it');
    expect(textOf(card)).toContain('Error: Invitations carry this place');
  });

  it('says of an organisation without an agreement what it will be told', () => {
    const titles = choicesOf(approve(), 'organisationIds').map(({ title }) => title);
    expect(titles).toContain('Hilltop Academy (no sharing agreement: told the time and reference only)');
    expect(titles).toContain('Moorland Police');
  });

  it('offers a search where the directory is longer than a checklist, and keeps what was ticked', () => {
    const directory = Array.from({ length: 16 }, (_, number) => ({
      id: number === 0 ? (request.organisations[0]?.id ?? '') : `other-${number}`,
      name: `Organisation ${number}`,
      agreementInForce: true,
    }));
    const card = approve({ directory, search: { query: 'seven', found: directory.slice(7, 8) } });
    expect(choicesOf(card, 'organisationIds')).toHaveLength(1);
    expect(choicesOf(card, 'foundOrganisationIds').map(({ value }) => value)).toEqual(['other-7']);
    expect(buttonsOf(card).find((button) => button.title === 'Find')?.verb).toBe('open-approve');
  });

  it('offers the length that was asked for, also when the policy no longer lists it', () => {
    const card = approve({ request: { ...request, lengthMinutes: 75 } });
    expect(choicesOf(card, 'lengthMinutes').map(({ value }) => value)).toEqual(['30', '45', '60', '75', '90', '120']);
  });
});

describe('the form to hand a request over', () => {
  it('offers everybody of the team but its owner', () => {
    const owned = approvedRequest();
    const team = [owned.owner ?? { id: '', name: '' }, { id: 'ben', name: 'Ben Example' }];
    const card = handOverFormCard({ request: owned, team, typed: {}, problems: [], press });
    expect(choicesOf(card, 'toProfessionalId')).toEqual([{ title: 'Ben Example', value: 'ben' }]);
  });
});
