import fc from 'fast-check';

/** Text that breaks cards: Markdown, HTML, formulas, right-to-left marks, lone surrogates, and very much of it. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    ...['', ' ', '\n\n', '- item', '1. first', '# heading', '**bold**', '[link](https://example.org)', '=cmd()'],
    ...['<script>alert(1)</script>', '"; DROP TABLE', '\\', '\u202Ereversed', '\uD83D', '&amp;', "O'Neill"],
  ),
  fc
    .tuple(
      fc.constantFrom('a', '*', '"', '\\', '\n', '漢', '🎈', '\u0001', 'word '),
      fc.integer({ min: 1, max: 50_000 }),
    )
    .map(([piece, times]) => piece.repeat(times)),
);
