import type { z } from 'zod';
import type { AdaptiveCard } from '../cards/adaptive-card.ts';
import type { Actor, DsrRole } from '../services/access/actor.ts';
import type { Deps } from '../services/platform/deps.ts';

/**
 * Cards that show a record's present state, and are brought up to date wherever a copy of them is. But for 'consent': what a
 * coordinator has just recorded, and whom they must tell, stays until they go back.
 */
export type TrackedCard =
  | 'request-for-requester'
  | 'request-for-team'
  | 'todo'
  | 'meeting-for-team'
  | 'proposal-answers'
  | 'quorum-lost'
  | 'proposal-for-invitee'
  | 'person'
  | 'referral-for-referrer'
  | 'referral-for-team'
  | 'letter'
  | 'register-enquiry'
  | 'service-question'
  | 'mailed-message'
  | 'consent';

/** A card to show, what a notification may say of it (reference and state only), and the record whose state it shows. */
export type ShownCard = {
  card: AdaptiveCard;
  summary: string;
  /** `revision` changes when the record moves on, not with every detail: a form opened from the card waits for that. */
  shows?: { card: TrackedCard; nounId: string; revision: string };
};

/** One message or press, with who sent it. Roles are looked up for every turn, never taken from a card. */
export type Turn = {
  deps: Deps;
  actor: Extract<Actor, { kind: 'professional' }>;
  me: { id: string; name: string; email: string | null; dsrRole: DsrRole | null };
  where: 'personal' | 'channel';
};

/** What making a card needs: who it is for decides what it shows. */
export type Viewing = { deps: Deps; actor: Actor };

/** Something people type. `matches` gets the text without the bot's mention, trimmed, spaces kept, and answers its parameters. */
export type Command = {
  name: string;
  matches(text: string): Record<string, string> | undefined;
  run(turn: Turn, parameters: Record<string, string>): Promise<ShownCard[]>;
};

/** Something people press: parse → use case → card. `data` checks the action's data merged with the card's inputs. */
export type CardAction = {
  verb: string;
  run(turn: Turn, data: unknown): Promise<ShownCard>;
};

/** Thrown by a card action whose data does not fit: answered with a sentence, never with a 5xx. */
export class UnreadableCard extends Error {
  override name = 'UnreadableCard';
}

/** Joins a verb, the zod schema of its data and what it does. */
export function cardAction<S extends z.ZodType>(
  verb: string,
  schema: S,
  run: (turn: Turn, data: z.infer<S>) => Promise<ShownCard>,
): CardAction {
  return {
    verb,
    run: async (turn, raw) => {
      const parsed = schema.safeParse(raw);
      if (!parsed.success)
        throw new UnreadableCard(parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
      return run(turn, parsed.data);
    },
  };
}
