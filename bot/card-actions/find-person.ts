import { z } from 'zod';
import { showFoundPeople } from '../shown-cards/found-people.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ sought: z.string().max(10_000).default('') });

/** "Search": people on the register by a part of the name, a reference or a number. */
export const findPerson = cardAction('find-person', data, (turn, { sought }) => showFoundPeople(turn, sought));
