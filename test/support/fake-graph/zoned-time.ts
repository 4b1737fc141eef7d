import type { Call } from './call.ts';
import type { Body } from './check-body.ts';
import { badRequest } from './refusal.ts';

/** The Windows names that matter here; Graph knows them and the IANA ones. */
const WINDOWS: Record<string, string> = {
  'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Eastern Standard Time': 'America/New_York',
  UTC: 'UTC',
};
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?$/;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** A clock on a wall of that zone. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const digits = '2-digit' as const;
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: digits, day: digits },
    ...{ hour: digits, minute: digits, second: digits },
  });
  clocks.set(zone, clock);
  return clock;
}

function zoneOf(name: string): string {
  const zone = WINDOWS[name] ?? name;
  try {
    clockOf(zone);
    return zone;
  } catch {
    throw badRequest(
      `The following TimeZone value is invalid or not supported: '${name}'.`,
      'TimeZoneNotSupportedException',
    );
  }
}

/** What the clock shows at an instant, as if it were UTC. */
function shownAt(at: Date, zone: string): Date {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const day = [part('year'), part('month') - 1, part('day')] as const;
  return new Date(Date.UTC(...day, part('hour'), part('minute'), part('second'), at.getUTCMilliseconds()));
}

/** The instant at which the clock shows a time. */
function whenShown(shown: Date, zone: string): Date {
  const first = new Date(2 * shown.getTime() - shownAt(shown, zone).getTime());
  // Near a change of the clocks the first guess is on its other side.
  return new Date(shown.getTime() - (shownAt(first, zone).getTime() - first.getTime()));
}

/** The instant of a dateTimeTimeZone whose types were checked already. */
export function instantOf(value: unknown, name: string): { at: Date; zone: string } {
  const { dateTime, timeZone } = value as Body;
  const zoneName = String(timeZone);
  const zone = zoneOf(zoneName);
  let text = String(dateTime);
  if (zone === 'UTC' && text.endsWith('Z')) text = text.slice(0, -1);
  if (!WITHOUT_ZONE.test(text)) {
    throw badRequest(
      `The value '${text}' of '${name}' is not a date and time without an offset.`,
      'ErrorInvalidArgument',
    );
  }
  const shown = new Date(`${text.slice(0, 23)}Z`);
  if (Number.isNaN(shown.getTime())) {
    throw badRequest(`The value '${text}' of '${name}' is not a date.`, 'ErrorInvalidArgument');
  }
  return { at: zone === 'UTC' ? shown : whenShown(shown, zone), zone: zoneName };
}

/** An instant as Graph writes it: in the zone that was preferred, else in UTC, with seven decimals. */
export function zoned(at: Date, call: Pick<Call, 'prefer'> | null): { dateTime: string; timeZone: string } {
  const wanted = call?.prefer.get('outlook.timezone');
  const name = typeof wanted === 'string' ? wanted : 'UTC';
  const zone = zoneOf(name);
  const shown = zone === 'UTC' ? at : shownAt(at, zone);
  return { dateTime: `${shown.toISOString().slice(0, 23)}0000`, timeZone: name };
}

/** An instant in a query, such as startDateTime: Graph takes UTC where no offset stands. */
export function queryInstant(call: Call, name: string): Date {
  const text = call.url.searchParams.get(name);
  if (text === null) throw badRequest(`This request requires the parameter '${name}'.`, 'ErrorInvalidParameter');
  const at = new Date(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`);
  if (Number.isNaN(at.getTime()) || !/^\d{4}-\d{2}-\d{2}/.test(text)) {
    throw badRequest(`The value '${text}' of the parameter '${name}' is invalid.`, 'ErrorInvalidParameter');
  }
  return at;
}
