import { recordDisclosure } from '../disclosures/disclosure-store.ts';
import { isEmailAddress } from '../platform/email-address.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { changeLetter, type LetterInput, type LetterRefusal, stillFits } from './letter-for-actor.ts';
import { letterMailKey } from './letter-store.ts';
import { contentOf, digestOf, type LetterDeps } from './letter-view.ts';
import { disclosedIn } from './meeting-letter-disclosure.ts';
import type { LetterProblem, LetterView } from './model.ts';
import type { LetterRecord } from './read-letter.ts';

/**
 * A coordinator has read a letter and lets it go: its text is kept as it was read. By e-mail it is sent by a job; by
 * post, phone or in person the team tells it and records when and how. A referrer who has a chat with the bot sees the
 * outcome there from now on, and gets one message.
 *
 * A letter about a meeting goes only while there is a ground for sharing; what it says of the person is put on record.
 *
 * Refuses a text that is not the one that was read (`digest`), and a letter that has nowhere to go.
 */
export function releaseLetter(
  deps: LetterDeps,
  input: LetterInput & { digest: string },
): Promise<Result<LetterView, LetterRefusal>> {
  return changeLetter(deps, 'release-letter', input, (letter, now) => {
    const over = stillFits(letter, input.version, ['drafted']);
    if (over) return over;
    if (letter.meeting !== null && !letter.meeting.mayTell) return refuse({ reason: 'no-ground' });
    const { text } = contentOf(deps, letter);
    if (digestOf(text) !== input.digest) return refuse({ reason: 'changed-meanwhile' });
    const problems = addressProblems(letter);
    if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
    return ok({
      change: { state: 'released', releasedText: text, releasedById: input.actor.id, releasedAt: now },
      deliveries: [...byMail(letter), ...inChat(letter)],
      within: async (tx) => {
        const disclosed = disclosedIn(letter);
        if (disclosed !== null) await recordDisclosure(tx, deps, disclosed);
      },
    });
  });
}

function addressProblems({ via, address }: LetterRecord): LetterProblem[] {
  if (via === 'in-person') return [];
  if (address === null) return [{ field: 'address', problem: 'missing' }];
  return via === 'email' && !isEmailAddress(address) ? [{ field: 'address', problem: 'bad-email' }] : [];
}

function byMail({ id, via }: LetterRecord) {
  if (via !== 'email') return [];
  return [{ kind: 'letter', eventKey: letterMailKey(id), channel: 'mail', detail: { letterId: id } } as const];
}

function inChat({ id, receiver, referralId, referrerInTeams }: LetterRecord) {
  if (receiver !== 'referrer' || referralId === null || referrerInTeams === null) return [];
  const eventKey = `referral-news:${referralId}:letter:${id}`;
  const to = { channel: 'teams', professionalId: referrerInTeams, detail: { referralId } } as const;
  return [{ kind: 'referral-news', eventKey, ...to } as const];
}
