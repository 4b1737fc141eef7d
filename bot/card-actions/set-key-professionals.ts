import { z } from 'zod';
import { professionalParts } from '../../cards/entry-forms.ts';
import { MOST_KEY_PROFESSIONALS } from '../../services/register/model.ts';
import { setKeyProfessionals as set } from '../../services/register/set-key-professionals.ts';
import { changeOfEntry, settle } from '../entry-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';
import { keyProfessionalsForm } from './open-key-professionals.ts';

const places = Array.from({ length: MOST_KEY_PROFESSIONALS }, (_, at) => at);
const inputs = places.flatMap((at) => professionalParts.map((part) => `${part}-${at}`));
/** One more field than its form needs does no harm: the fields of each place are looked for by their ids. */
const data = z.looseObject(changeOfEntry.shape);

/** Saves who knows the person; the first one is asked about what falls due. */
export const setKeyProfessionals = cardAction('set-key-professionals', data, async (turn, pressed) => {
  const { entryId, version, press } = pressed;
  const { deps, actor } = turn;
  const fields = Object.fromEntries(inputs.map((id) => [id, typedText.catch('').parse(pressed[id])]));
  const part = (name: (typeof professionalParts)[number], at: number) => fields[`${name}-${at}`] ?? '';
  const professionals = places.map((at) => ({
    name: part('name', at),
    jobRole: part('jobRole', at),
    organisation: part('organisation', at),
    email: part('email', at),
    phone: part('phone', at),
  }));
  const answer = await set(deps, { actor, entryId, version, press, professionals });
  return settle(turn, entryId, 'set-key-professionals', answer, (again) =>
    keyProfessionalsForm(turn, entryId, fields, again),
  );
});
