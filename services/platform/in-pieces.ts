/** So many that can't be done one after the other are no matter of theirs: the database does not do its work. */
export const NOT_THEIR_OWN = 3;

/**
 * Works on many records together, each time in one transaction. Where that fails, it is tried with halves of them: a record
 * that can't be worked on holds up no other, and one that waits too long for a busy database is given less to do at once.
 *
 * @param work answers how many it has changed
 * @param onFault hears of each record that can't be worked on by itself either
 * @returns how many were changed
 * @throws the fault where several in a row can't be: then it lies elsewhere, and asking a thousand times does not help
 */
export async function inPieces<T>(
  records: readonly T[],
  work: (some: T[]) => Promise<number>,
  onFault: (record: T, fault: unknown) => void,
): Promise<number> {
  let inARow = 0;
  const piece = async (some: T[]): Promise<number> => {
    try {
      const changed = await work(some);
      inARow = 0;
      return changed;
    } catch (fault) {
      const [one] = some;
      if (one === undefined) throw fault;
      if (some.length === 1) {
        inARow += 1;
        if (inARow === NOT_THEIR_OWN) throw fault;
        onFault(one, fault);
        return 0;
      }
      const half = Math.ceil(some.length / 2);
      return (await piece(some.slice(0, half))) + (await piece(some.slice(half)));
    }
  };
  return records.length === 0 ? 0 : piece([...records]);
}
