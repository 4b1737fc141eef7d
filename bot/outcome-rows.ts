/** What a press on a step's card asks for. */
export const rowPresses = ['add', 'change', 'remove', 'leave', 'back', 'next'] as const;
export type RowPress = (typeof rowPresses)[number];

/** Anything with the key it is stored under; null for one that is new. */
type Keyed = { key: string | null };

/** Why a press can't be carried out, found before anything is saved. */
export type RowProblem = 'nothing-written' | 'emptied' | 'no-row-chosen';

/** What the card holds besides the list: the row that is being written, and the one chosen from the list. */
export type OpenRow<R extends Keyed> = { row: R; blank: boolean; chosen: string | undefined };

/** What keeps a press from being carried out. */
export function rowProblem(go: RowPress, open: OpenRow<Keyed>): RowProblem | undefined {
  if ((go === 'change' || go === 'remove') && !open.chosen) return 'no-row-chosen';
  if (go === 'remove' || go === 'leave' || !open.blank) return undefined;
  if (open.row.key !== null) return 'emptied';
  return go === 'add' ? 'nothing-written' : undefined;
}

/**
 * The list to save after a press. Every press but "Remove" and "Leave it as it was" takes over what is being written,
 * so that nothing typed is lost on the way to another row or step.
 *
 * @param stored the list as it is saved
 * @returns the list, and where in it the row that is being written stands; null when it is not in it
 */
export function rowsAfter<R extends Keyed>(
  stored: readonly R[],
  go: RowPress,
  open: OpenRow<R>,
): { rows: R[]; openAt: number | null } {
  if (go === 'remove') return { rows: stored.filter((row) => row.key !== open.chosen), openAt: null };
  if (go === 'leave' || open.blank) return { rows: [...stored], openAt: null };
  const place = stored.findIndex((row) => row.key === open.row.key);
  if (place < 0) return { rows: [...stored, { ...open.row, key: null }], openAt: stored.length };
  return { rows: stored.with(place, open.row), openAt: place };
}

/**
 * What is being written once a press was carried out: the row that was chosen, what was being written when another one
 * was removed, or nothing.
 *
 * @param saved the list as it is saved now
 */
export function openAfter<R extends Keyed>(saved: readonly R[], go: RowPress, open: OpenRow<R>): R | undefined {
  if (go === 'change') return saved.find((row) => row.key === open.chosen);
  return go === 'remove' && open.row.key !== open.chosen && !open.blank ? open.row : undefined;
}

/**
 * Whether the saved list already says what a press asks for. Teams delivers a press again, and two people may write the
 * same: neither must make a second row of it.
 *
 * @param same whether two rows say the same, whatever their keys
 */
export function isSaid<R extends Keyed>(
  saved: readonly R[],
  go: RowPress,
  open: OpenRow<R>,
  same: (one: R, other: R) => boolean,
): boolean {
  if (go === 'remove') return saved.every((row) => row.key !== open.chosen);
  return go === 'leave' || open.blank || saved.some((row) => same(row, open.row));
}
