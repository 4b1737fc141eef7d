import { z } from 'zod';
import type { AdaptiveCard } from '../cards/adaptive-card.ts';
import type { LetterFormView } from '../cards/letter-forms.ts';
import type { UseCase } from '../services/access/access-table.ts';
import { authorise } from '../services/access/authorise.ts';
import type { LetterProblem, LetterState } from '../services/letters/model.ts';
import { viewLetter } from '../services/letters/view-letter.ts';
import { type LetterRefusalWords, letterRefusalText, letterSummary } from '../wording/letter-card.ts';
import { pressKey, versionSeen } from './press-data.ts';
import { letterDeps, showLetter, showLetterRefusal, shownLetter } from './shown-cards/letter.ts';
import type { ShownCard, Turn } from './turn.ts';

/** The letter that every button of its card carries. */
export const aboutLetter = z.object({ letterId: z.guid() });
/** A change: with its press and the version that was read. */
export const changeOfLetter = aboutLetter.extend({ press: pressKey, version: versionSeen });

/** Opens a form in place of a letter's card, where its state allows what the form is for. */
export async function openLetterForm(
  turn: Turn,
  opening: {
    useCase: UseCase;
    letterId: string;
    states: readonly LetterState[];
    form: (view: LetterFormView) => AdaptiveCard;
  },
  again: { typed: LetterFormView['typed']; problems: readonly LetterProblem[] } = { typed: {}, problems: [] },
): Promise<ShownCard> {
  const { deps, actor } = turn;
  const { letterId, states, form } = opening;
  const about = { noun: 'letter', nounId: letterId, relations: ['none'] } as const;
  const refusal = await authorise(deps, opening.useCase, actor, about);
  if (refusal) return showLetterRefusal(refusal);
  const found = await viewLetter(letterDeps(deps), { actor, letterId });
  if (!found.ok) return showLetterRefusal(found);
  const letter = found.value;
  if (!states.includes(letter.state)) {
    const text = letterRefusalText({ reason: 'too-late', state: letter.state });
    return shownLetter(deps, letter, { notice: { tone: 'warning', text } });
  }
  return { card: form({ letter, press: deps.newId(), ...again }), summary: letterSummary(letter) };
}

/** The present state with why a press was refused. */
export async function showLetterRefused(turn: Turn, letterId: string, refusal: LetterRefusalWords): Promise<ShownCard> {
  if (refusal.reason === 'not-allowed' || refusal.reason === 'not-found') return showLetterRefusal(refusal);
  return showLetter(turn, letterId, { notice: { tone: 'warning', text: letterRefusalText(refusal) } });
}

/** Long letters are shown from their last page, where they are released. */
export const LAST_PAGE = 1000;
