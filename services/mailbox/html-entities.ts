/** Latin-1's letters and signs from U+00A0 on, by their names in HTML. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
  'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute ' +
  'Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml ' +
  'Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml ' +
  'eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

/** Others that mail programs write; the Welsh letters among them. */
const OTHERS: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", ndash: '–', mdash: '—', bull: '•', hellip: '…', euro: '€' },
  ...{
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    trade: '™',
    thinsp: ' ',
    ensp: ' ',
    emsp: ' ',
  },
  ...{
    zwnj: '',
    zwj: '',
    lrm: '',
    rlm: '',
    wcirc: 'ŵ',
    Wcirc: 'Ŵ',
    ycirc: 'ŷ',
    Ycirc: 'Ŷ',
    Yuml: 'Ÿ',
    scaron: 'š',
    Scaron: 'Š',
  },
  ...{
    zcaron: 'ž',
    Zcaron: 'Ž',
    OElig: 'Œ',
    oelig: 'œ',
    rarr: '→',
    larr: '←',
    tab: '\t',
    Tab: '\t',
    NewLine: '\n',
    commat: '@',
  },
};

const named = new Map<string, string>([
  ...LATIN_1.split(' ').map((name, at): [string, string] => [name, String.fromCodePoint(0xa0 + at)]),
  ...Object.entries(OTHERS),
]);

/** Windows-1252 in the place of the controls U+0080 to U+009F, as browsers read their numbers. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function numbered(digits: string, base: 10 | 16): string {
  const code = Number.parseInt(digits, base);
  if (code >= 0x80 && code <= 0x9f) return WINDOWS[code - 0x80] ?? '';
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}

/** Text of an HTML page with its character references read. One that is not known stays as it stands. */
export function readEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,7}));?/g,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (decimal !== undefined) return numbered(decimal, 10);
      if (hex !== undefined) return numbered(hex, 16);
      return named.get(name ?? '') ?? whole;
    },
  );
}
