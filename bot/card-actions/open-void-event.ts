import { z } from 'zod';
import { voidEventFormCard } from '../../cards/entry-forms.ts';
import type { Typed } from '../../cards/rating-forms.ts';
import { eventRecords } from '../../services/register/person-store.ts';
import { type Again, aboutEntry, openEntryForm } from '../entry-forms.ts';
import { cardAction, type Turn } from '../turn.ts';

/** The form that takes an event back, which it shows once more. */
export function voidEventForm(
  turn: Turn,
  about: { entryId: string; eventId: string },
  typed: Typed,
  { problems, notice }: Again,
) {
  const { deps } = turn;
  const form = async (person: Parameters<Parameters<typeof openEntryForm>[3]>[0]) => {
    const event = (await eventRecords(deps.db, about.entryId)).find(({ id }) => id === about.eventId);
    if (event === undefined) return null;
    const common = { entry: person, typed, problems, notice, press: deps.newId() };
    return voidEventFormCard({ ...common, event, policy: deps.policy });
  };
  return openEntryForm(turn, 'void-register-event', about.entryId, form, { alsoEnded: true });
}

/** "Recorded by mistake": asks why, before it is taken back. */
export const openVoidEvent = cardAction('open-void-event', aboutEntry.extend({ eventId: z.guid() }), (turn, about) =>
  voidEventForm(turn, about, {}, { problems: [] }),
);
