import { aboutConsent, showWhoWasTold as show } from '../consent-cards.ts';
import { pageNumber } from '../press-data.ts';
import { cardAction } from '../turn.ts';

/** "Who was told": who has already received what about a person. */
export const showWhoWasTold = cardAction(
  'show-who-was-told',
  aboutConsent.extend({ page: pageNumber }),
  (turn, { page, ...about }) => show(turn, about, page),
);
