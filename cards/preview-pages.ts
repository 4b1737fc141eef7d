/** How much fits on one page of previews: so many of them, so many bytes of mail. */
const PARTS_ON_A_PAGE = 3;
const BYTES_ON_A_PAGE = 11_000;

/** One receiver's preview, or a part of it where the mail is too long for one page. */
export type PreviewPart<P, L> = { preview: P; lines: L[]; part: number; parts: number };

/**
 * Spreads previews over pages that fit into a card. Nothing is left out: what will be sent must be seen as it will be
 * sent, so a mail too long for a page goes on on the next one.
 *
 * @param linesOf the lines of one preview's mail; none where nothing is mailed
 */
export function previewPages<P, L extends object>(
  previews: readonly P[],
  linesOf: (preview: P) => readonly L[],
): PreviewPart<P, L>[][] {
  const parts = previews.flatMap((preview) => {
    const chunks = inChunks(linesOf(preview));
    return chunks.map((lines, index) => ({ preview, lines, part: index + 1, parts: chunks.length }));
  });
  const pages: PreviewPart<P, L>[][] = [];
  let bytes = 0;
  for (const part of parts) {
    const page = pages.at(-1);
    const size = bytesOf(part.lines);
    if (page === undefined || page.length === PARTS_ON_A_PAGE || bytes + size > BYTES_ON_A_PAGE) {
      pages.push([part]);
      bytes = size;
    } else {
      page.push(part);
      bytes += size;
    }
  }
  return pages;
}

/** Always at least one chunk, so that a receiver of nothing is shown too. */
function inChunks<L extends object>(lines: readonly L[]): L[][] {
  const chunks: L[][] = [[]];
  let bytes = 0;
  for (const line of lines) {
    const size = bytesOf([line]);
    if (bytes + size > BYTES_ON_A_PAGE) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)?.push(line);
    bytes += size;
  }
  return chunks;
}

/** What the lines take in a card: their own bytes, and those of the element around each. */
function bytesOf(lines: readonly object[]): number {
  const AROUND_A_LINE = 60;
  return lines.reduce((sum, line) => sum + Buffer.byteLength(JSON.stringify(line), 'utf8') + AROUND_A_LINE, 0);
}
