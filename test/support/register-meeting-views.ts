import type { OrganisationListing } from '../../services/agencies/model.ts';
import type { Clock } from '../../services/clocks/model.ts';
import type { RegisterMeetingOffer, RegisterMeetingView } from '../../services/meetings/register-meeting-model.ts';
import type { PanelItem, PanelPersonView, PanelView } from '../../services/register/panel-model.ts';
import { bookedMeeting, sampleMeeting } from './team-views.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A first C(E)TR is offered by 1 February 2027. */
export const sampleClock: Clock = {
  kind: 'cetr-first-offer',
  due: '2027-02-01',
  nature: 'deadline',
  start: { eventId: id(600), kind: 'admitted', day: '2027-01-04' },
  rule: 'cetrFirstOffer',
  layer: 'national',
  source: { document: 'Example guidance', place: 'page 5' },
  policyVersion: 'test',
  candidates: [{ for: 'adult', duration: { days: 28 }, due: '2027-02-01' }],
  pauses: [],
  marks: [],
};

/** What is offered of somebody in hospital: nothing is under way. */
export function sampleOffer(over: Partial<RegisterMeetingOffer> = {}): RegisterMeetingOffer {
  return {
    entryId: id(500),
    reference: 'DSR-0123',
    personName: 'Jordan Example',
    ended: false,
    consent: { state: 'valid', route: 'person', since: '2026-09-01', until: '2027-09-01', eventId: id(501) },
    today: '2027-01-12',
    underWay: [],
    mustHappenBy: {
      cetr: { day: '2027-02-01', clock: sampleClock },
      laep: { day: '2027-01-13', clock: null },
      'dsr-review': { day: null, clock: null },
      'oversight-visit': { day: null, clock: null },
    },
    people: [
      {
        key: 'person',
        kind: 'individual',
        name: 'Jordan Example',
        as: null,
        organisationId: null,
        email: null,
        otherContact: '01632 960 123',
      },
      {
        key: `representative:${id(510)}`,
        kind: 'carer',
        name: 'Grace Example',
        as: { relation: 'parent' },
        organisationId: null,
        email: 'grace@example.org',
        otherContact: null,
      },
    ],
    ...over,
  };
}

/** A C(E)TR that is being arranged. */
export function sampleRegisterMeeting(
  over: { meeting?: Partial<RegisterMeetingView['meeting']>; booked?: boolean } & Partial<
    Omit<RegisterMeetingView, 'meeting'>
  > = {},
): RegisterMeetingView {
  const { meeting, booked = false, ...rest } = over;
  return {
    meeting: {
      ...(booked ? bookedMeeting() : sampleMeeting()),
      kind: 'cetr',
      requestId: null,
      entryId: id(500),
      reference: 'MTG-2027-0007',
      personName: 'Jordan Example',
      neededBy: '2027-02-01',
      ...meeting,
    },
    personReference: 'DSR-0123',
    clock: sampleClock,
    atPanel: false,
    ...rest,
  };
}

/** Organisations with an agreement, as many as are wanted. */
export function organisations(count: number, name = 'Example organisation'): OrganisationListing[] {
  return Array.from({ length: count }, (_, n) => ({
    ...{ id: id(700 + n), name: `${name} ${n}`, kind: 'police', agreementInForce: true, contacts: [] },
  }));
}

/** Somebody the panel is to discuss. */
export function samplePanelItem(over: Partial<PanelItem> = {}): PanelItem {
  const entryId = over.entryId ?? id(500);
  return {
    entryId,
    version: 3,
    reference: 'DSR-0123',
    personName: 'Jordan Example',
    rating: 'red',
    ratingSince: '2026-12-01',
    lastDiscussed: '2026-12-10',
    consent: sampleOffer().consent,
    nextDue: { kind: 'cetr-repeat', day: '2027-01-10' },
    panelDue: '2027-01-10',
    actions: [
      { key: id(800), what: 'Find a flat', who: 'Asha Example', dueDay: '2027-01-05', state: 'overdue' },
      { key: id(801), what: 'Phone the family', who: 'Sam Example', dueDay: '2027-01-20', state: 'done' },
    ],
    place: { rank: 0, lastDiscussed: '2026-12-10', entryId },
    ...over,
  };
}

/** A page of the panel's list. */
export function samplePanel(over: Partial<PanelView> = {}): PanelView {
  return {
    filter: 'all',
    counts: { all: 7, overdue: 1 },
    intervalStated: true,
    discussedToday: 0,
    page: 1,
    pages: 2,
    today: '2027-01-12',
    items: [samplePanelItem(), samplePanelItem({ entryId: id(502), lastDiscussed: null, actions: [] })],
    ...over,
  };
}

/** One person at the panel. */
export function samplePanelPerson(over: Partial<PanelPersonView> = {}): PanelPersonView {
  return {
    item: samplePanelItem(),
    filter: 'all',
    today: '2027-01-12',
    mayDiscuss: true,
    directory: organisations(3),
    questions: [],
    participants: [],
    ...over,
  };
}
