/** What the doctor found: right, wrong, or something that works and could be better. */
export type Finding = { state: 'right' | 'wrong' | 'note'; words: string };

export const right = (words: string): Finding => ({ state: 'right', words });
/** What is wrong, and how it is mended. */
export const wrong = (what: string, mend: string): Finding => ({ state: 'wrong', words: `${what} → ${mend}` });
export const note = (words: string): Finding => ({ state: 'note', words });

const marks: Record<Finding['state'], string> = { right: 'right ', wrong: 'WRONG ', note: 'note  ' };

/** One line. */
export function findingLine({ state, words }: Finding): string {
  return `${marks[state]} ${words}`;
}

/** The last line. */
export function doctorSummary(findings: readonly Finding[]): string {
  const count = findings.filter(({ state }) => state === 'wrong').length;
  if (count === 0) return '\nEverything that was checked is right.';
  return `\n${count === 1 ? 'One thing is' : `${count} things are`} wrong. Mend what stands first, and run the doctor again.`;
}

export const doctorUsage =
  'Use: npm run doctor                                 checks the environment it runs in; changes and sends nothing\n' +
  '     npm run doctor -- --send-test-to ADDRESS       also sends one test mail to ADDRESS';

export const configurationWords = {
  right: (calendar: string, mail: string) =>
    right(`Configuration: complete. Calendars by ${calendar}, mail by ${mail}.`),
  wrong: (line: string) => wrong(`Configuration: ${line}`, 'set it and run the doctor again.'),
  policyRight: (area: string) => right(`Area policy: ${area} is there and fits.`),
  policyWrong: (message: string) =>
    wrong(
      `Area policy: ${message.replaceAll('\n', ' ')}`,
      'set AREA to an area of services/policies/areas, or mend its file.',
    ),
  rest: note('Everything else was left out: it needs the configuration to be right.'),
};

export const certificateWords = {
  unreadable: (file: string, code: string) =>
    wrong(
      `Certificate: ${file} cannot be read (${code}).`,
      'put the file where MICROSOFT_APP_CERTIFICATE says, readable for the user the service runs as.',
    ),
  unfit: (message: string) =>
    wrong(`Certificate: ${message}`, 'write private key and certificate into one PEM file, without a password.'),
  expired: (on: string) =>
    wrong(
      `Certificate: it expired on ${on}.`,
      'make a new one, upload it to the app registration, and put the file in place.',
    ),
  soon: (on: string) => note(`Certificate: it expires on ${on}. Make a new one before that day.`),
  right: (on: string) => right(`Certificate: readable, good until ${on}.`),
};

const databaseMends: Record<string, string> = {
  ENOTFOUND: 'correct the host in DATABASE_URL, or the DNS of this network.',
  EAI_AGAIN: 'correct the host in DATABASE_URL, or the DNS of this network.',
  ECONNREFUSED: 'start PostgreSQL, or correct host and port in DATABASE_URL.',
  ETIMEDOUT: 'let the firewall of the database pass this machine.',
  '28P01': 'correct user or password in DATABASE_URL (from Key Vault).',
  '28000': 'let the user of DATABASE_URL sign in from this machine (encrypted: add ?sslmode=require).',
  '3D000': 'create the database, or correct its name at the end of DATABASE_URL.',
};

export const databaseWords = {
  unreachable: (code: string) =>
    wrong(
      `Database: it cannot be reached (${code}).`,
      databaseMends[code] ?? 'check DATABASE_URL and the network to it.',
    ),
  tooOld: (version: string, least: number) =>
    wrong(`Database: PostgreSQL ${version} is too old.`, `use version ${least} or newer.`),
  version: (version: string, encrypted: boolean) =>
    right(`Database: PostgreSQL ${version}, the connection is ${encrypted ? '' : 'not '}encrypted.`),
  notEncrypted: note(
    'Database: the connection leaves this machine without encryption. Add ?sslmode=require to DATABASE_URL.',
  ),
  current: right('Database: its tables are those of this version.'),
  behind: right(
    'Database: its tables are older than this version, and are brought up to date when the service starts.',
  ),
  mayNotCreate: wrong(
    'Database: the user of DATABASE_URL may not create tables, and there are some to create.',
    'let it own the database: ALTER DATABASE … OWNER TO …',
  ),
  foreign: wrong(
    'Database: it holds tables of something else, and none of Roundtable’s.',
    'name a database of Roundtable’s own in DATABASE_URL.',
  ),
  refused: (state: 'ahead' | 'changed' | 'failed') =>
    ({
      ahead: wrong(
        'Database: it was migrated by a newer version than this one.',
        'start that version, or restore the backup made before it.',
      ),
      changed: wrong(
        'Database: a migration was altered after it had been applied.',
        'restore the files of prisma/migrations from the release.',
      ),
      failed: wrong(
        'Database: a migration was begun and never finished.',
        'mend it, then mark it with “prisma migrate resolve”.',
      ),
    })[state],
};

export const mailServerWords = {
  right: (what: 'SMTP' | 'IMAP') =>
    right(`${what}: the mail server answers, encrypted or on this machine, and takes the user of ${what}_URL.`),
  wrong: (what: 'SMTP' | 'IMAP', code: string) =>
    wrong(`${what}: the mail server does not let the service in (${code}).`, mailServerMend(what, code)),
};

function mailServerMend(what: string, code: string): string {
  if (/^(?:EAUTH|smtp-5|AUTHENTICATIONFAILED)/.test(code))
    return `correct user and password in ${what}_URL (from Key Vault).`;
  if (/^(?:EDNS|ENOTFOUND|EAI_AGAIN)/.test(code)) return `correct the host in ${what}_URL.`;
  if (/TLS|CERT|SSL/.test(code))
    return `the server must offer TLS with a certificate this machine trusts (NODE_EXTRA_CA_CERTS for your own CA).`;
  return `start the server, correct host and port in ${what}_URL, or open the firewall to it.`;
}

export const publicUrlWords = {
  missing: note(
    'Public URL: not set. Mails bring no links, the register cannot be exported, and answers in Outlook are found by asking every few minutes.',
  ),
  unreachable: (url: string, code: string) =>
    wrong(`Public URL: ${url} does not answer (${code}).`, publicUrlMend(code)),
  otherSite: (url: string, status: number) =>
    wrong(
      `Public URL: ${url} answers ${status}, and not with Roundtable’s start page.`,
      'start the service, let the proxy pass everything below / to it, or correct PUBLIC_URL.',
    ),
  right: (url: string) =>
    right(`Public URL: ${url} shows Roundtable’s start page, with a certificate that is trusted here.`),
  botClosed: (status: number) =>
    wrong(
      `Teams endpoint: /api/messages answers ${status} to a call without a token; it must be 401.`,
      'let the proxy pass POST /api/messages to the service, headers and all.',
    ),
  botRight: right('Teams endpoint: /api/messages is there, and refuses whoever brings no token.'),
  notificationsClosed: (status: number | string) =>
    wrong(
      `Graph notifications: the address for them does not echo a validation token (${status}).`,
      'let the proxy pass POST /graph/notifications to the service with its query, and answer within ten seconds.',
    ),
  notificationsRight: right('Graph notifications: the address for them answers Microsoft’s handshake.'),
  metricsOpen: note(
    'Public URL: /metrics can be read from here. Let the proxy keep it, /readyz and /healthz inside your network.',
  ),
  seenFromHere: note(
    'Public URL: seen from this machine. Whether the internet reaches it only Teams and a browser elsewhere can say.',
  ),
};

function publicUrlMend(code: string): string {
  if (code === 'CERT_HAS_EXPIRED') return 'renew the certificate of the proxy.';
  if (/CERT|SIGNATURE|ISSUER|TLS|SSL/.test(code)) {
    return 'the proxy must send a certificate for this name, with its whole chain, from a CA that browsers and Microsoft trust.';
  }
  if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(code)) return 'add the name to DNS, or correct PUBLIC_URL.';
  return 'start the service and its proxy, and open the firewall.';
}

export const testMailWords = {
  subject: 'Test mail from Roundtable',
  text: 'Somebody who looks after Roundtable asked for this mail, to see that it can send. There is nothing to do.',
  sent: (address: string) =>
    right(`Test mail: handed over for ${address}. Look whether it arrives, and in which folder.`),
  refused: (code: string) =>
    wrong(`Test mail: it was refused for good (${code}).`, 'check the address, and that MAIL_FROM may send to it.'),
  notSent: (code: string) =>
    wrong(`Test mail: it was not sent (${code}).`, 'mend what is wrong above, then try again.'),
};
