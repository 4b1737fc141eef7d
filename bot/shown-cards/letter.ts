import type { CardNotice } from '../../cards/adaptive-card.ts';
import { type LetterCardView, letterCard } from '../../cards/letter.card.ts';
import { messageCard } from '../../cards/message.card.ts';
import { lettersCard } from '../../cards/waiting-lists.ts';
import { listLetters } from '../../services/letters/list-letters.ts';
import type { LetterView } from '../../services/letters/model.ts';
import { viewLetter } from '../../services/letters/view-letter.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { type LetterRefusalWords, letterRefusalText, letterSummary } from '../../wording/letter-card.ts';
import { letterWords } from '../../wording/letters/letter-words.ts';
import type { ShownCard, Viewing } from '../turn.ts';

const HEADING = 'That was not possible';

/** What use cases of letters are given: the words are ours. */
export function letterDeps(deps: Deps) {
  return { ...deps, letterWords };
}

/** A refusal where there is no letter to show with it. */
export function showLetterRefusal(refusal: LetterRefusalWords): ShownCard {
  return { card: messageCard({ heading: HEADING, text: [letterRefusalText(refusal)], buttons: [] }), summary: HEADING };
}

type Shown = Partial<Pick<LetterCardView, 'page' | 'typed' | 'problems' | 'notice'>>;
/** `opened`: they opened it to look, which is put on record. */
type Opened = { opened?: boolean };

/** A letter in its present state, exactly as it is, or will be, sent. */
export async function showLetter(
  viewing: Viewing,
  letterId: string,
  { opened = false, ...shown }: Shown & Opened = {},
): Promise<ShownCard> {
  const found = await viewLetter(letterDeps(viewing.deps), { actor: viewing.actor, letterId, opened });
  return found.ok ? shownLetter(viewing.deps, found.value, shown) : showLetterRefusal(found);
}

/** The same where it has been read already. */
export function shownLetter(deps: Deps, letter: LetterView, shown: Shown = {}): ShownCard {
  return {
    card: letterCard({ page: 1, ...shown, letter, newId: deps.newId }),
    summary: letterSummary(letter),
    shows: { card: 'letter', nounId: letter.id, revision: `${letter.version} ${letter.mail ?? ''}` },
  };
}

/** One page of the letters that wait for the team. */
export async function showLettersPage(viewing: Viewing, page: number, notice?: CardNotice): Promise<ShownCard> {
  const list = await listLetters(viewing.deps, { actor: viewing.actor, page });
  if (!list.ok) return showLetterRefusal(list);
  return { card: lettersCard(list.value, viewing.deps.clock.now(), notice), summary: 'Letters' };
}
