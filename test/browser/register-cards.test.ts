import type { AdaptiveCard } from '../../cards/adaptive-card.ts';
import { dueCard } from '../../cards/due.card.ts';
import { entryDatesCard } from '../../cards/entry-dates.card.ts';
import { keyProfessionalsFormCard } from '../../cards/entry-forms.ts';
import { entryHistoryCard } from '../../cards/entry-history.card.ts';
import { personCard } from '../../cards/person.card.ts';
import { changeRatingFormCard } from '../../cards/rating-forms.ts';
import { registerCard } from '../../cards/register.card.ts';
import { reviewFormCard, reviewMenuCard } from '../../cards/review-form.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import { lookAtCards } from '../support/look-at-cards.ts';
import { sampleClock, sampleDue, sampleEntryHistory, samplePerson, sampleRegister } from '../support/register-views.ts';

const policy = loadPolicy();
const humber = loadPolicy('humber');
const press = '00000000-0000-4000-8000-000000000009';
const person = samplePerson();
const form = { entry: person, typed: { day: person.today }, problems: [], press };

const cards: Record<string, AdaptiveCard> = {
  register: registerCard({ view: sampleRegister(), policy }),
  person: personCard({ person, policy: humber }),
  'person-suspended': personCard({
    person: samplePerson({ suspended: true, consent: { state: 'lapsed', on: '2027-01-06', route: 'parent' } }),
    policy,
  }),
  due: dueCard({ view: sampleDue() }),
  dates: entryDatesCard({
    subject: 'entry',
    subjectId: person.entryId,
    reference: person.reference,
    name: person.name,
    clocks: [{ ...sampleClock(), lastWorkingDay: '2027-01-08', overdue: true }],
  }),
  history: entryHistoryCard({ history: sampleEntryHistory(), policy }),
  'change-rating': changeRatingFormCard({ ...form, problems: [{ field: 'note', problem: 'missing' }], policy }),
  'record-review': reviewMenuCard(person),
  'cetr-offered': reviewFormCard({ ...form, kind: 'cetr-offered', rating: 'red', policy }),
  'key-professionals': keyProfessionalsFormCard({
    ...form,
    typed: {},
    professionals: person.keyProfessionals,
    rows: 2,
  }),
};

lookAtCards('register', cards);
