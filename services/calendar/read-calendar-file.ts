/** A calendar file in words' reach: what its one event says. */
export type CalendarEntry = {
  method: string;
  uid: string;
  sequence: number;
  start: Date | null;
  end: Date | null;
  summary: string;
  description: string;
  location: string | null;
  organiser: string | null;
  /** Everybody the file names as attendee: an invitation of ours has exactly one. */
  attendees: string[];
};

type Line = { name: string; parameters: string; value: string };

/**
 * Reads a calendar file of ours back (RFC 5545), for the outbox. Not a reader for other people's files: it knows times in
 * UTC and one event.
 */
export function readCalendarFile(content: string): CalendarEntry {
  const lines = unfold(content).map(readLine);
  const find = (name: string) => lines.find((line) => line.name === name)?.value;
  const textOf = (name: string) => unescapeText(find(name) ?? '');
  const organiser = lines.find((line) => line.name === 'ORGANIZER');
  return {
    method: find('METHOD') ?? '',
    uid: find('UID') ?? '',
    sequence: Number(find('SEQUENCE') ?? 0),
    start: readInstant(find('DTSTART')),
    end: readInstant(find('DTEND')),
    summary: textOf('SUMMARY'),
    description: textOf('DESCRIPTION'),
    location: find('LOCATION') === undefined ? null : textOf('LOCATION'),
    organiser: organiser === undefined ? null : readPerson(organiser),
    attendees: lines.filter((line) => line.name === 'ATTENDEE').map(readPerson),
  };
}

/** §3.1: a line that begins with a space or a tab goes on with the line before. */
function unfold(content: string): string[] {
  return content.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
}

/** `NAME;PARAMETER=…;PARAMETER="…":value`: a colon within quotes does not end the parameters. */
function readLine(line: string): Line {
  const [, name = '', parameters = '', value = ''] = /^([A-Za-z-]+)((?:;(?:"[^"]*"|[^":;])+)*):(.*)$/s.exec(line) ?? [];
  return { name: name.toUpperCase(), parameters, value };
}

/** §3.3.11 */
function unescapeText(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_all, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign));
}

function readInstant(value: string | undefined): Date | null {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value ?? '') ?? [];
  if (parts.length === 0) return null;
  const [year, month, day, hour, minute, second] = parts;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function readPerson({ parameters, value }: Line): string {
  const address = value.replace(/^mailto:/i, '');
  const name = /;CN=(?:"([^"]*)"|([^;:]*))/i.exec(parameters);
  const shown = name?.[1] ?? name?.[2] ?? '';
  return shown === '' || shown === address ? address : `${shown}, ${address}`;
}
