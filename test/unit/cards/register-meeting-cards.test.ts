import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancelMeetingFormCard } from '../../../cards/cancel-meeting-form.card.ts';
import { MAX_CARD_BYTES } from '../../../cards/card-size.ts';
import { meetingForTeamCard } from '../../../cards/meeting-for-team.card.ts';
import { registerMeetingFormCard, registerMeetingKindsCard } from '../../../cards/register-meeting-form.card.ts';
import { meetingStates, registerMeetingKinds } from '../../../services/meetings/model.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { registerMeetingSummary } from '../../../wording/register-meeting.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf } from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import { organisations, sampleOffer, sampleRegisterMeeting } from '../../support/register-meeting-views.ts';
import { SAMPLE_NOW } from '../../support/team-views.ts';

const policy = loadPolicy();
const press = '00000000-0000-4000-8000-000000000999';
const reasons = [{ code: 'too-few', label: 'Too few people can come' }];
const empty = { organisationIds: [], people: [], purposeCategory: '', lengthMinutes: '', neededBy: '', place: '' };
type Form = Parameters<typeof registerMeetingFormCard>[0];

const form = (over: Partial<Form> = {}) =>
  registerMeetingFormCard({
    ...{ offer: sampleOffer(), kind: 'cetr', typed: empty, problems: [], directory: organisations(3), policy, press },
    ...over,
  });
const titles = (card: ReturnType<typeof form>) => buttonsOf(card).map(({ title }) => title);
const team = (over: Parameters<typeof sampleRegisterMeeting>[0] = {}) =>
  meetingForTeamCard({ view: sampleRegisterMeeting(over), policy, now: SAMPLE_NOW });

describe('which meeting', () => {
  it('says what each kind is and by when, and that a LAEP meeting is no C(E)TR', () => {
    const shown = textOf(registerMeetingKindsCard({ offer: sampleOffer() }));
    expect(shown).toContain('It never counts as a C(E)TR');
    expect(shown).toContain('Offer of a first C(E)TR: due Monday 1 February 2027.');
    expect(shown).toContain('We propose the next working day.');
    expect(brokenCardRules(registerMeetingKindsCard({ offer: sampleOffer() }))).toEqual([]);
  });

  it('leads to the one that is being arranged already', () => {
    const underWay = [{ kind: 'laep', meetingId: press, reference: 'MTG-2027-0003' } as const];
    const card = registerMeetingKindsCard({ offer: sampleOffer({ underWay }) });
    expect(titles(card)).toContain('Show MTG-2027-0003');
    expect(titles(card)).not.toContain('Arrange: LAEP meeting');
  });

  it.each(['none', 'lapsed', 'withdrawn', 'refused', 'found-invalid'] as const)(
    'with consent %s offers none, and names the clinical lead’s way',
    (state) => {
      const consent = { state, on: '2027-01-10', route: 'person' } as Form['offer']['consent'];
      const card = registerMeetingKindsCard({ offer: sampleOffer({ consent }) });
      expect(titles(card)).toEqual(['Back']);
      expect(textOf(card)).toContain('the clinical lead can decide there');
    },
  );
});

describe('the form', () => {
  it('keeps every rule of a card, whatever was typed and however long the record is', () => {
    const text = nastyText.map((one) => one.slice(0, 400));
    fc.assert(
      fc.property(text, text, (typed, place) => {
        const name = typed.trim().slice(0, 200).trim() || 'x';
        const people = Array.from({ length: 20 }, (_, n) => ({
          ...{ key: `professional:${n}`, kind: 'other' as const, name, organisationId: null },
          ...{ as: { jobRole: place, organisation: name }, email: null, otherContact: place },
        }));
        const card = form({
          offer: sampleOffer({ personName: name, people }),
          directory: organisations(15, name.slice(0, 90)),
          typed: { ...empty, place, neededBy: place, purposeCategory: place },
          problems: [
            { field: 'place', problem: 'says-who' },
            { field: 'organisationIds', problem: 'missing' },
          ],
        });
        expect(brokenCardRules(card)).toEqual([]);
        expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(MAX_CARD_BYTES);
      }),
    );
  });

  it('has a search in place of a list that would be too long, and keeps what was ticked', () => {
    const directory = organisations(40);
    const chosen = directory[3]?.id ?? '';
    const card = form({
      directory,
      typed: { ...empty, organisationIds: [chosen] },
      search: { query: 'police', found: directory.slice(0, 2) },
    });
    expect(titles(card)).toContain('Find');
    const [list] = inputsOf(card);
    expect(list).toMatchObject({ id: 'organisationIds', value: chosen });
    expect(inputsOf(card).map(({ id }) => id)).toContain('foundOrganisationIds');
  });

  it('says why the day was proposed, and nothing of the kind or the person on a lock screen', () => {
    const card = form();
    expect(textOf(card)).toContain('Offer of a first C(E)TR: due Monday 1 February 2027.');
    expect(card.fallbackText).toBe('DSR-0123: arrange a meeting');
  });
});

describe('the meeting’s own card', () => {
  it('keeps every rule in every state and of every kind', () => {
    for (const kind of registerMeetingKinds) {
      for (const state of meetingStates) {
        for (const ended of [false, true]) {
          for (const atPanel of [false, true]) {
            const card = team({ meeting: { kind, state, ended }, booked: true, atPanel });
            expect(brokenCardRules(card)).toEqual([]);
            expect((card.actions ?? []).length).toBeLessThanOrEqual(6);
          }
        }
      }
    }
  });

  it('keeps them with nasty names and many invitees', () => {
    fc.assert(
      fc.property(nastyText, (typed) => {
        // As long as names and places are taken.
        const name = typed.trim().slice(0, 200).trim() || 'x';
        const [first] = sampleRegisterMeeting().meeting.invitees;
        const invitees = Array.from({ length: 40 }, () => (first ? [{ ...first, name }] : [])).flat();
        const card = team({ meeting: { personName: name, invitees, place: name } });
        expect(brokenCardRules(card)).toEqual([]);
      }),
    );
  });

  it('says the kind, by when with why, and who must be there', () => {
    const shown = textOf(team()).replaceAll('\\', '');
    expect(shown).toContain('C(E)TR');
    expect(shown).toContain('Must happen by');
    expect(shown).toContain('Mon 1 Feb 2027');
    expect(shown).toContain('Offer of a first C(E)TR: Monday 1 February 2027');
    expect(shown).toContain('Local authority social care; Social care provider; School');
  });

  it('is announced by reference and state alone', () => {
    expect(team().fallbackText).toBe('MTG-2027-0007: Time to choose');
    expect(registerMeetingSummary({ reference: 'MTG-2027-0007', state: 'booked', ended: false })).toBe(
      'MTG-2027-0007: Booked',
    );
  });

  it('says that nothing leaves once consent is withdrawn, and offers the clinical lead’s decision', () => {
    const card = team({ meeting: { sharing: { may: false, because: 'withdrawn' } } });
    expect(textOf(card)).toContain('consent was withdrawn');
    expect(titles(card)).toContain('Share without consent (clinical lead)');
  });

  it('shows a discussion at the panel as one: who took part, and the way to the next person', () => {
    const card = team({ atPanel: true, booked: true, meeting: { kind: 'dsr-review', state: 'outcome-recorded' } });
    expect(textOf(card)).toContain('Took part');
    expect(textOf(card)).not.toContain('Who is invited');
    expect(titles(card)).toContain('Next person at the panel');
  });

  it('is where a form leads back to, and its forms speak of no request', () => {
    const { meeting } = sampleRegisterMeeting();
    const card = cancelMeetingFormCard({ meeting, typed: {}, reasons, problems: [], press });
    expect(textOf(card)).not.toContain('equest');
    expect(buttonsOf(card).find(({ title }) => title === 'Back')?.verb).toBe('show-meeting');
  });
});
