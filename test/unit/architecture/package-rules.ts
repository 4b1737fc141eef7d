import type { ImportingFile } from './source-files.ts';

type Place = { within: readonly string[]; otherwise: string };

const WEB_PAGES = ['web/', 'app/'];
const TEAMS: Place = {
  within: ['bot/', 'test/bench/'],
  otherwise: 'bot/ is the one folder that knows Microsoft’s SDK for Teams, so that its successor can replace it.',
};
const TEMPLATES: Place = {
  within: ['cards/'],
  otherwise: 'Templates are filled in cards/: hand a typed view to a NAME.card.ts.',
};
const PRISMA: Place = {
  within: ['services/platform/database.ts', 'prisma/', 'prisma.config.ts', 'test/'],
  otherwise: 'A store takes its client from deps.db, and Prisma’s types from generated/prisma/client.ts.',
};
const MICROSOFT: Place = {
  within: ['services/microsoft/'],
  otherwise: 'services/microsoft/ is the only folder that speaks to Microsoft Graph and signs in.',
};

/** Where each package of the product is at home. One that is not here has no home yet: give it one, and say why. */
const PLACES: Record<string, Place> = {
  botbuilder: TEAMS,
  'botframework-connector': TEAMS,
  'botframework-schema': TEAMS,
  'adaptivecards-templating': TEMPLATES,
  'adaptive-expressions': TEMPLATES,
  '@prisma/adapter-pg': PRISMA,
  '@prisma/client': PRISMA,
  '@prisma/driver-adapter-utils': PRISMA,
  prisma: PRISMA,
  '@microsoft/microsoft-graph-client': MICROSOFT,
  '@microsoft/microsoft-graph-types': MICROSOFT,
  '@azure/msal-node': MICROSOFT,
  cockatiel: {
    within: ['services/microsoft/'],
    otherwise: 'Limits and outages of Microsoft Graph are handled in services/microsoft/, for all who call it.',
  },
  imapflow: {
    within: ['services/mailbox/'],
    otherwise: 'The shared mailbox is read through the port of services/mailbox/.',
  },
  'date-holidays': {
    within: ['services/platform/bank-holidays.ts'],
    otherwise: 'Ask services/platform/time.ts for working days.',
  },
  luxon: { within: ['services/platform/time.ts'], otherwise: 'Zone maths and formatting are in time.ts alone.' },
  pg: {
    within: ['services/platform/', 'prisma/', 'app/', 'test/'],
    otherwise: 'The record is read and written by Prisma in stores; bare SQL is for starting and migrating.',
  },
  'pg-boss': { within: ['services/platform/jobs.ts'], otherwise: 'Jobs are enqueued through deps.jobs.' },
  pino: { within: ['services/platform/log.ts'], otherwise: 'Log through deps.log, which keeps personal data out.' },
  nodemailer: { within: ['services/mail/', 'test/'], otherwise: 'Mails are sent through the port of services/mail/.' },
  mailparser: { within: ['services/mail/', 'test/'], otherwise: 'Mails are read in services/mail/parse-mime.ts.' },
  'ical-generator': {
    within: ['services/calendar/'],
    otherwise: 'Calendar files are written in services/calendar/calendar-file.ts.',
  },
  'ical.js': {
    within: ['services/calendar/', 'test/'],
    otherwise: 'Answers to invitations are read in services/calendar/read-calendar-reply.ts.',
  },
  jose: { within: ['bot/', 'test/'], otherwise: 'Tokens from Teams are checked at the bot’s endpoint.' },
  express: {
    within: ['app/', 'bot/', 'web/', 'test/'],
    otherwise: 'services/, cards/ and wording/ know nothing of HTTP.',
  },
  helmet: { within: ['app/', 'web/'], otherwise: 'Headers are set where the server is put together.' },
  'express-rate-limit': { within: ['web/'], otherwise: 'The bot’s endpoint is limited by Teams; pages are in web/.' },
  nunjucks: { within: WEB_PAGES, otherwise: 'Pages are rendered in web/.' },
  'nhsuk-frontend': { within: WEB_PAGES, otherwise: 'Pages are rendered in web/.' },
  'prom-client': { within: ['app/', 'test/'], otherwise: 'Metrics are kept in app/metrics.ts.' },
  zod: { within: ['app/', 'bot/', 'web/', 'services/', 'prisma/', 'test/'], otherwise: 'Input is parsed at the edge.' },
};

/** Tools of development that a folder of the product needs all the same: it never runs in production. */
const DEVELOPMENT_PARTS: Record<string, readonly string[]> = {
  '@prisma/schema-engine-wasm': ['prisma/'],
  '@microsoft/app-manifest': ['app/package/'],
  fflate: ['app/package/'],
  '@microsoft/m365agentsplayground': ['app/demo/'],
  'playwright-core': ['app/demo/'],
  vitest: ['vitest.config.ts'],
};

function isWithin(file: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));
}

function breachOf(file: string, name: string, development: ReadonlySet<string>): string | undefined {
  const place = PLACES[name];
  if (place !== undefined) return isWithin(file, place.within) ? undefined : place.otherwise;
  if (file.startsWith('test/') || isWithin(file, DEVELOPMENT_PARTS[name] ?? [])) return undefined;
  return development.has(name)
    ? 'It is a tool of development, absent from a production installation (npm ci --omit=dev).'
    : 'It has no place yet: say in test/unit/architecture/package-rules.ts which folder it is for, and why.';
}

/** One sentence for each package that is imported outside its place. */
export function packageBreaches(files: readonly ImportingFile[], devDependencies: readonly string[]): string[] {
  const development = new Set(devDependencies);
  return files.flatMap(({ file, imports }) =>
    imports.flatMap(({ to }) => {
      const why = 'package' in to ? breachOf(file, to.package, development) : undefined;
      return 'package' in to && why !== undefined ? [`${file} imports ${to.package}. ${why}`] : [];
    }),
  );
}
