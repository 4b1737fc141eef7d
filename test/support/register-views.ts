import type { Clock } from '../../services/clocks/model.ts';
import { noNeeds } from '../../services/people/model.ts';
import { wholeRegister } from '../../services/register/model.ts';
import type { DueView, EntryHistoryView, PersonView, RegisterView } from '../../services/register/register-view.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const TODAY = '2027-01-12';

/** A date of an adult in hospital, by national guidance. */
export function sampleClock(over: Partial<Clock> = {}): Clock {
  return {
    kind: 'cetr-repeat',
    due: '2027-01-10',
    nature: 'deadline',
    start: { eventId: id(50), kind: 'cetr-held', day: '2026-07-10' },
    rule: 'cetrRepeat',
    layer: 'national',
    source: { document: 'NHS England DSR and C(E)TR policy and guidance', place: 'Repeats' },
    policyVersion: '2026-11',
    candidates: [{ for: 'adult', duration: { months: 6 }, due: '2027-01-10' }],
    pauses: [],
    marks: [],
    ...over,
  };
}

/** Somebody fictional on the register, as the DSR team sees them. */
export function samplePerson(over: Partial<PersonView> = {}): PersonView {
  return {
    entryId: id(1),
    personId: id(2),
    version: 4,
    reference: 'DSR-0123',
    name: 'Jordan Example',
    dateOfBirth: '1996-05-04',
    age: 30,
    locality: 'staffordshire',
    fromDay: '2026-09-01',
    ended: null,
    today: TODAY,
    rating: {
      rating: 'amber',
      since: '2026-11-04',
      decidedBy: 'Dr Mina Example, psychiatrist',
      why: 'Support at night is not in place.',
      recordedBy: 'Cora Coordinator',
    },
    setting: { setting: 'community', since: '2026-09-01' },
    consent: { state: 'valid', route: 'person', since: '2026-09-01', until: '2027-09-01', eventId: id(60) },
    suspended: false,
    clocks: [{ ...sampleClock(), lastWorkingDay: '2027-01-08', overdue: true }],
    measures: [
      {
        code: 'multi-agency-meeting',
        label: 'A multi-agency meeting',
        rating: 'amber',
        strength: 'can-be-called',
        when: {},
        onlyIfAge: false,
        recorded: { day: '2027-01-04', result: 'arranged' },
      },
    ],
    questions: [],
    actions: [
      {
        key: id(70),
        meetingId: id(71),
        meetingReference: 'MTG-2027-0007',
        what: 'Find a night support provider',
        who: 'Asha Example',
        dueDay: '2027-01-08',
        overdue: true,
        progress: null,
      },
    ],
    meetings: [
      {
        id: id(71),
        entryId: id(1),
        requestId: null,
        reference: 'MTG-2027-0007',
        kind: 'dsr-review',
        state: 'outcome-recorded',
        startsAt: new Date('2026-12-15T10:00:00Z'),
      },
    ],
    needs: noNeeds,
    keyProfessionals: [
      {
        name: 'Nadia Example',
        jobRole: 'Nurse',
        organisation: 'Example Trust',
        email: 'nadia@example.org',
        phone: null,
        lead: true,
      },
    ],
    treatment: { status: 'planned', since: '2026-12-01' },
    dischargePlan: null,
    lastDiscussed: '2026-12-15',
    recommendation: null,
    episodesBefore: [{ entryId: id(80), fromDay: '2024-02-01', toDay: '2025-01-31', endReason: 'risk-managed' }],
    ...over,
  };
}

/** A page of the register. */
export function sampleRegister(over: Partial<RegisterView> = {}): RegisterView {
  return {
    filter: wholeRegister,
    counts: { red: 1, amber: 8, blue: 2, green: 3 },
    lapsed: 1,
    page: 1,
    pages: 2,
    total: 14,
    today: TODAY,
    items: [
      {
        entryId: id(1),
        reference: 'DSR-0123',
        name: 'Jordan Example',
        dateOfBirth: '1996-05-04',
        age: 30,
        locality: 'staffordshire',
        rating: 'red',
        ratingSince: '2026-11-04',
        setting: 'community',
        consentUntil: '2027-01-05',
        nextDue: '2027-01-05',
        fromDay: '2026-01-05',
        overdue: true,
        suspended: true,
      },
    ],
    ...over,
  };
}

/** A page of what falls due. */
export function sampleDue(over: Partial<DueView> = {}): DueView {
  return {
    tab: 'overdue',
    counts: { overdue: 9, today: 0, week: 2, earliest: 1 },
    today: TODAY,
    endOfWeek: '2027-01-17',
    page: 1,
    pages: 2,
    total: 9,
    items: [
      {
        subject: 'entry',
        subjectId: id(1),
        kind: 'cetr-repeat',
        due: '2027-01-10',
        lastWorkingDay: '2027-01-08',
        startDay: '2026-07-10',
        pausedSince: null,
        reference: 'DSR-0123',
        name: 'Jordan Example',
        rating: 'blue',
        suspended: false,
      },
      {
        subject: 'referral',
        subjectId: id(3),
        kind: 'referral-review',
        due: '2027-01-11',
        lastWorkingDay: '2027-01-11',
        startDay: '2026-12-14',
        pausedSince: '2027-01-04',
        reference: 'REF-2026-0042',
        name: 'Jamie Example',
        rating: null,
        suspended: false,
      },
    ],
    ...over,
  };
}

/** A page of somebody's history. */
export function sampleEntryHistory(over: Partial<EntryHistoryView> = {}): EntryHistoryView {
  const at = new Date('2027-01-11T09:00:00Z');
  const common = { meetingId: null, by: 'Cora Coordinator', at };
  const changed = {
    ...common,
    id: id(91),
    seq: 2,
    day: '2027-01-11',
    kind: 'rating-changed' as const,
    detail: { rating: 'red' as const, decidedBy: 'Dr Mina Example' },
    note: 'Placement gave notice.',
  };
  return {
    entryId: id(1),
    version: 4,
    reference: 'DSR-0123',
    name: 'Jordan Example',
    today: TODAY,
    fromDay: '2026-09-01',
    page: 1,
    pages: 1,
    total: 3,
    lines: [
      {
        ...common,
        id: id(92),
        seq: 3,
        day: TODAY,
        kind: 'voided',
        detail: { eventId: id(91) },
        note: 'It was somebody else.',
        voided: null,
        voids: changed,
        mayBeVoided: false,
      },
      {
        ...changed,
        voided: { by: 'Cora Coordinator', at, why: 'It was somebody else.' },
        voids: null,
        mayBeVoided: false,
      },
      {
        ...common,
        id: id(90),
        seq: 1,
        day: '2026-09-01',
        kind: 'discussed',
        detail: {},
        note: null,
        voided: null,
        voids: null,
        mayBeVoided: true,
      },
    ],
    asked: null,
    ...over,
  };
}
