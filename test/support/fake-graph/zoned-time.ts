import { DateTime, IANAZone } from 'luxon';
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

function zoneOf(name: string): string {
  const zone = WINDOWS[name] ?? name;
  if (zone !== 'UTC' && !IANAZone.isValidZone(zone)) {
    throw badRequest(
      `The following TimeZone value is invalid or not supported: '${name}'.`,
      'TimeZoneNotSupportedException',
    );
  }
  return zone;
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
  const at = zone === 'UTC' ? new Date(`${text.slice(0, 23)}Z`) : DateTime.fromISO(text, { zone }).toJSDate();
  if (Number.isNaN(at.getTime())) {
    throw badRequest(`The value '${text}' of '${name}' is not a date.`, 'ErrorInvalidArgument');
  }
  return { at, zone: zoneName };
}

/** An instant as Graph writes it: in the zone that was preferred, else in UTC, with seven decimals. */
export function zoned(at: Date, call: Pick<Call, 'prefer'> | null): { dateTime: string; timeZone: string } {
  const wanted = call?.prefer.get('outlook.timezone');
  const name = typeof wanted === 'string' ? wanted : 'UTC';
  const zone = zoneOf(name);
  if (zone === 'UTC') return { dateTime: `${at.toISOString().slice(0, 23)}0000`, timeZone: name };
  return { dateTime: DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'0000'"), timeZone: name };
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
