/** Does the work of one key one piece after the other. */
export type OneAtATime = {
  /** Begins once everything that was asked for before, under the same key, has ended. */
  after<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** The same; but whoever asks while this very work waits for its turn shares its outcome. */
  shared(key: string, work: () => Promise<void>): Promise<void>;
};

/** @returns a queue for each key; keys at rest are forgotten */
export function oneAtATime(): OneAtATime {
  const last = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Promise<void>>();

  function after<T>(key: string, work: () => Promise<T>): Promise<T> {
    const mine = (last.get(key) ?? Promise.resolve()).then(work);
    const ended = mine.then(
      () => undefined,
      () => undefined,
    );
    last.set(key, ended);
    void ended.then(() => {
      if (last.get(key) === ended) last.delete(key);
    });
    return mine;
  }

  return {
    after,
    shared: (key, work) => {
      const found = waiting.get(key);
      if (found) return found;
      const mine = after(key, () => {
        waiting.delete(key);
        return work();
      });
      waiting.set(key, mine);
      return mine;
    },
  };
}
