import type { LetterReceiver } from '../../services/letters/model.ts';

/**
 * How a letter speaks of the person: to them, of them by name to whoever speaks for them, and without a name to a
 * referrer, whose letter says nothing that tells who it is about.
 */
export type Voice = {
  receiver: LetterReceiver;
  you: string;
  You: string;
  your: string;
  Your: string;
  /** Where the name has just been said: 'you' or 'they', both with a plural verb. */
  they: string;
  them: string;
  are: string;
  have: string;
  do: string;
  /** 'keep' or 'keeps' */
  verb(plural: string): string;
};

/** The voice of a letter. */
export function voiceOf(receiver: LetterReceiver, personName: string): Voice {
  if (receiver === 'person') {
    const same = (plural: string) => plural;
    return {
      receiver,
      you: 'you',
      You: 'You',
      your: 'your',
      Your: 'Your',
      they: 'you',
      them: 'you',
      are: 'are',
      have: 'have',
      do: 'do',
      verb: same,
    };
  }
  const you = receiver === 'referrer' ? 'the person' : personName;
  const You = receiver === 'referrer' ? 'The person' : personName;
  return {
    ...{
      receiver,
      you,
      You,
      your: `${you}’s`,
      Your: `${You}’s`,
      they: 'they',
      them: 'them',
      are: 'is',
      have: 'has',
      do: 'does',
    },
    verb: (plural) => `${plural}s`,
  };
}
