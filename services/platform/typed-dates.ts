const MONTH_NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
/** Longer than any way of writing a date: keeps hostile input away from the patterns below. */
const LONGEST = 40;

/** 1 to 12, or undefined: 'January', 'jan', 'Sept', also with a full stop. */
function monthNumber(word: string): number | undefined {
  const plain = word.toLowerCase().replace('.', '');
  const isAbbreviation = plain.length === 3 || plain === 'sept';
  const index = MONTH_NAMES.findIndex((name) => name === plain || (isAbbreviation && name.startsWith(plain)));
  return index < 0 ? undefined : index + 1;
}

/** What a typed date says: the day as text, not yet known to exist, and the weekday if one was typed ('tue'). */
export type TypedDay = { day: string; weekday?: string };

function assemble(day: string, month: number | undefined, year: string): string | undefined {
  if (month === undefined) return undefined;
  const fullYear = year.length === 2 ? `20${year}` : year;
  return `${fullYear}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Reads the shapes that `parseCalendarDay` documents. Says nothing on whether the day exists. */
export function readTypedDay(text: string): TypedDay | undefined {
  const typed = text.length > LONGEST ? '' : text.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return { day: typed };

  const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(typed);
  if (numeric) {
    const day = assemble(numeric[1] ?? '', Number(numeric[3]), numeric[4] ?? '');
    return day === undefined ? undefined : { day };
  }

  const worded =
    /^(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? +)?(\d{1,2})(?:st|nd|rd|th)?[ -]+([a-z]{3,9}\.?),?[ -]+(\d{4}|\d{2})$/i;
  const named = worded.exec(typed);
  const day = named ? assemble(named[2] ?? '', monthNumber(named[3] ?? ''), named[4] ?? '') : undefined;
  if (day === undefined) return undefined;
  return named?.[1] === undefined ? { day } : { day, weekday: named[1].toLowerCase() };
}

/**
 * Reads a time of day as typed: '9:30', '09.30', '9am', '1.30 pm', 'midday', 'noon', 'midnight'. Returns 'HH:mm', or
 * undefined: also for a bare '3', which might be either half of the day.
 */
export function parseTimeOfDay(text: string): string | undefined {
  const typed = text.length > LONGEST ? '' : text.trim().toLowerCase();
  if (typed === 'midday' || typed === 'noon') return '12:00';
  if (typed === 'midnight') return '00:00';
  const match = /^(\d{1,2})(?:[:.](\d{2}))? ?([ap])?\.?(m)?\.?$/.exec(typed);
  if (!match) return undefined;
  const [, hourText, minuteText, half, m] = match;
  if ((half === undefined) !== (m === undefined) || (half === undefined && minuteText === undefined)) return undefined;
  const hour = Number(hourText);
  const minute = minuteText ?? '00';
  if (Number(minute) > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return undefined;
  const onClock = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  return `${String(onClock).padStart(2, '0')}:${minute}`;
}
