/** What has references: MbE requests, referrals, meetings of the register, questions to services, people on the register. */
export type ReferenceSeries = 'MBE' | 'REF' | 'MTG' | 'QUE' | 'DSR';

/** A number as references write it: 42 is 0042, 12345 stays as it is. */
export function referenceNumber(number: number | string): string {
  return String(number).padStart(4, '0');
}

/**
 * Reads a reference of a year as people type it: of the series MBE 'MBE-2026-0042', 'mbe 2026 42', 'MBE2026/0042'.
 *
 * @returns it as it is stored; undefined when it is none of this series
 */
export function readReference(series: Exclude<ReferenceSeries, 'DSR'>, typed: string): string | undefined {
  const [, letters = '', year, number = ''] =
    /^\s*([a-z]{3})[\s\-–—/.:]*(\d{4})[\s\-–—/.:]+0*(\d{1,7})\s*[.?!]?\s*$/i.exec(typed.slice(0, 100)) ?? [];
  return letters.toUpperCase() === series ? `${series}-${year}-${referenceNumber(number)}` : undefined;
}
