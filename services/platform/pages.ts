/** Where a page of a list lies. A page beyond the last is the last, one before the first is the first. */
export function pageOf(total: number, size: number, asked: number): { page: number; pages: number; skip: number } {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(Math.max(1, Math.trunc(asked) || 1), pages);
  return { page, pages, skip: (page - 1) * size };
}
