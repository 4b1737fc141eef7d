import { z } from 'zod';
import { readdressLetterFormCard } from '../../cards/letter-forms.ts';
import { releaseLetter as release } from '../../services/letters/release-letter.ts';
import { viewLetter } from '../../services/letters/view-letter.ts';
import { wordLetter } from '../../services/letters/word-letter.ts';
import { letterDone } from '../../wording/letter-card.ts';
import { changeOfLetter, LAST_PAGE, openLetterForm, showLetterRefused } from '../letter-forms.ts';
import { typedText } from '../press-data.ts';
import { letterDeps, shownLetter } from '../shown-cards/letter.ts';
import { cardAction } from '../turn.ts';

const data = changeOfLetter.extend({ digest: z.string().max(64), ownWords: typedText });

/**
 * "Release": the letter goes as it was read. A sentence that was typed and not shown yet is put into the letter first, which
 * then has to be read again.
 */
export const releaseLetter = cardAction('release-letter', data, async (turn, asked) => {
  const { actor } = turn;
  const deps = letterDeps(turn.deps);
  const { letterId, version, press, digest, ownWords } = asked;
  const seen = await viewLetter(deps, { actor, letterId });
  if (!seen.ok) return showLetterRefused(turn, letterId, seen);
  const unread = seen.value.state === 'drafted' && ownWords.trim() !== (seen.value.ownWords ?? '');
  if (unread) {
    const worded = await wordLetter(deps, { actor, letterId, version, press, ownWords });
    if (worded.ok)
      return shownLetter(deps, worded.value, { page: LAST_PAGE, notice: { tone: 'warning', text: letterDone.worded } });
    if (worded.reason !== 'incomplete') return showLetterRefused(turn, letterId, worded);
    return shownLetter(deps, seen.value, { page: LAST_PAGE, typed: { ownWords }, problems: worded.problems });
  }
  const released = await release(deps, { actor, letterId, version, press, digest });
  if (released.ok) {
    const text = released.value.via === 'email' ? letterDone.releasedByMail : letterDone.releasedByHand;
    return shownLetter(deps, released.value, { page: LAST_PAGE, notice: { tone: 'good', text } });
  }
  if (released.reason !== 'incomplete') return showLetterRefused(turn, letterId, released);
  const opening = {
    useCase: 'readdress-letter',
    letterId,
    states: ['drafted'],
    form: readdressLetterFormCard,
  } as const;
  return openLetterForm(turn, opening, { typed: {}, problems: released.problems });
});
