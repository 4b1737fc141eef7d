import { z } from 'zod';
import { hospitalMenuCard } from '../../cards/entry-forms.ts';
import { dischargeFormCard, settingFormCard, type Typed } from '../../cards/rating-forms.ts';
import { type Again, aboutEntry, openEntryForm } from '../entry-forms.ts';
import { cardAction, type ShownCard, type Turn } from '../turn.ts';

const forms = ['admit', 'change-setting', 'discharge'] as const;
type Form = (typeof forms)[number];

/** The form of an admission, of a move between hospitals, or of leaving. */
export function hospitalForm(turn: Turn, form: Form, entryId: string, typed: Typed, again: Again): Promise<ShownCard> {
  const { deps } = turn;
  const { problems, notice } = again;
  return openEntryForm(turn, form, entryId, (person) => {
    const common = { entry: person, problems, notice, press: deps.newId(), typed: { day: person.today, ...typed } };
    return form === 'discharge'
      ? dischargeFormCard({ ...common, policy: deps.policy })
      : settingFormCard({ ...common, form });
  });
}

/** "Hospital": the admission, or, during a stay, the choice between a move and leaving. */
export const openHospital = cardAction(
  'open-hospital',
  aboutEntry.extend({ form: z.enum(forms).optional() }),
  (turn, { entryId, form }) => {
    if (form !== undefined) return hospitalForm(turn, form, entryId, {}, { problems: [] });
    return openEntryForm(turn, 'admit', entryId, (person) =>
      person.setting.setting === 'community'
        ? settingFormCard({
            entry: person,
            form: 'admit',
            typed: { day: person.today },
            problems: [],
            press: turn.deps.newId(),
          })
        : hospitalMenuCard(person),
    );
  },
);
