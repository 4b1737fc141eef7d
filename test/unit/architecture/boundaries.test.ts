import { describe, expect, it } from 'vitest';
import { cycleBreaches, folderBreaches } from './folder-rules.ts';
import { importsOf } from './import-scanner.ts';
import { packageBreaches } from './package-rules.ts';
import {
  allImportingFiles,
  filesIn,
  type ImportingFile,
  importingFile,
  PRODUCT_FOLDERS,
  packagesNamed,
  readSource,
} from './source-files.ts';
import { nameBreaches, textBreaches } from './style-rules.ts';

/** A planted file with one line of imports. */
function planted(file: string, source: string): ImportingFile[] {
  return [importingFile(file, source)];
}

describe('the product keeps to its boundaries', () => {
  const files = allImportingFiles();
  const { dependencies, devDependencies } = packagesNamed();
  const names = filesIn([...PRODUCT_FOLDERS, 'manifest', 'test']);
  const code = names.filter((file) => /\.(?:ts|mjs|js)$/.test(file));

  it('every import can be followed: it leads to a file that exists or a package of package.json', () => {
    const known = new Set([...names, ...dependencies, ...devDependencies]);
    const lost = files.flatMap(({ file, imports }) =>
      imports
        .map(({ to }) => ('file' in to ? to.file : to.package))
        .filter((to) => !to.startsWith('generated/') && !known.has(to))
        .map((to) => `${file} imports ${to}, which is neither here nor in package.json.`),
    );
    expect(lost).toEqual([]);
  });

  it('no folder imports what it may not', () => {
    expect(folderBreaches(files)).toEqual([]);
  });

  it('every package is imported in its place alone', () => {
    expect(packageBreaches(files, devDependencies)).toEqual([]);
  });

  it('no files import each other in a circle', () => {
    expect(cycleBreaches(files)).toEqual([]);
  });

  it('files and folders are named as they should be', () => {
    expect(nameBreaches(names)).toEqual([]);
  });

  it('files keep to the rules of style', () => {
    expect(code.flatMap((file) => textBreaches(file, readSource(file)))).toEqual([]);
  });
});

describe('an import is found however it is written', () => {
  it.each([
    ["import { a } from './a.ts';", [{ specifier: './a.ts', typeOnly: false }]],
    ["import a, {\n  b,\n  type C,\n} from './a.ts';", [{ specifier: './a.ts', typeOnly: false }]],
    ["import * as all from '../a.ts'", [{ specifier: '../a.ts', typeOnly: false }]],
    ["import './a.ts';", [{ specifier: './a.ts', typeOnly: false }]],
    ["import type { A } from './a.ts';", [{ specifier: './a.ts', typeOnly: true }]],
    ["import { type A } from './a.ts';", [{ specifier: './a.ts', typeOnly: false }]],
    ['import type A from "zod";', [{ specifier: 'zod', typeOnly: true }]],
    ["import type from './a.ts';", [{ specifier: './a.ts', typeOnly: false }]],
    ["export { a } from './a.ts';", [{ specifier: './a.ts', typeOnly: false }]],
    ["export * from './a.ts';", [{ specifier: './a.ts', typeOnly: false }]],
    ["export type { A } from './a.ts';", [{ specifier: './a.ts', typeOnly: true }]],
    ["const a = await import('./a.ts');", [{ specifier: './a.ts', typeOnly: false }]],
    ["type A = import('./a.ts').A;", [{ specifier: './a.ts', typeOnly: false }]],
    ["const load = createRequire(import.meta.url);\nload('./a.js');", [{ specifier: './a.js', typeOnly: false }]],
    [`const text = \`\${await import('./a.ts')} and { more }\`;`, [{ specifier: './a.ts', typeOnly: false }]],
    ["const quote = /['\"`]/g; import './a.ts';", [{ specifier: './a.ts', typeOnly: false }]],
    ["const half = a / 2; // it's\nimport './a.ts'; const b = c / 2;", [{ specifier: './a.ts', typeOnly: false }]],
  ])('%s', (source, imports) => {
    expect(importsOf(source)).toEqual(imports);
  });

  it.each([
    "// import { a } from './a.ts';",
    "/* import('./a.ts') */",
    'const text = `import { a } from "./a.ts";`;',
    'const text = \'import "./a.ts";\';',
    "export const from = './a.ts';",
    "export type A = { from: string; to: './a.ts' };",
    "export function from(a = './a.ts') {}",
    "const here = import.meta.url + './a.ts';",
    "loader.import('./a.ts');",
    "export { a };\nconst from = './a.ts';",
  ])('%s is none', (source) => {
    expect(importsOf(source)).toEqual([]);
  });
});

describe('a breach is found and named', () => {
  it.each([
    ['services/meetings/book-meeting.ts', '../../wording/basis.ts', 'let app/ hand the rest in'],
    ['services/meetings/book-meeting.ts', '../../bot/turn.ts', 'services/ knows nothing of Teams'],
    ['services/meetings/book-meeting.ts', '../../cards/template.ts', 'services/ knows nothing of Teams'],
    ['services/meetings/book-meeting.ts', '../../prisma/seed.ts', 'declare a port'],
    ['services/meetings/book-meeting.ts', '../../test/support/database.ts', 'never imports its tests'],
    ['services/meetings/book-meeting.ts', '../mbe-requests/decline-mbe-request.ts', 'only its model.ts and store.ts'],
    ['services/meetings/book-meeting.ts', '../mbe-requests/rules.ts', 'only its model.ts and store.ts'],
    ['services/meetings/book-meeting.ts', '../microsoft/graph-client.ts', 'through the ports'],
    ['services/meetings/book-meeting.ts', '../../generated/prisma/client.ts', 'store.ts'],
    ['services/platform/press.ts', '../audit/record.ts', 'lies under everything else'],
    ['cards/help.card.ts', '../bot/turn.ts', 'bot/card-actions/'],
    ['cards/help.card.ts', '../services/meetings/book-meeting.ts', 'belongs in the view'],
    ['cards/help.card.ts', '../services/meetings/store.ts', 'not a view'],
    ['wording/basis.ts', '../cards/plain-text.ts', 'cards/ or web/'],
    ['wording/basis.ts', '../services/meetings/rules.ts', 'import type'],
    ['bot/turn.ts', '../app/server.ts', 'app/'],
    ['bot/turn.ts', '../web/dashboard.ts', 'app/'],
    ['web/dashboard.ts', '../cards/plain-text.ts', 'services/ or wording/'],
    ['prisma/seed.ts', '../app/server.ts', 'prisma/'],
    ['jobs/sweep.ts', '../services/platform/time.ts', 'not in the architecture'],
  ])('%s may not import %s', (file, specifier, message) => {
    const [breach, ...more] = folderBreaches(planted(file, `import { it } from '${specifier}';`));
    expect(breach).toContain(file);
    expect(breach).toContain(message);
    expect(more).toEqual([]);
  });

  it.each([
    ['services/meetings/book-meeting.ts', "import { a } from '../mbe-requests/model.ts';"],
    ['services/meetings/book-meeting.ts', "import { a } from '../mbe-requests/store.ts';"],
    ['services/meetings/book-meeting.ts', "import { a } from '../access/authorise.ts';"],
    ['services/calendar/graph-calendar.ts', "import { a } from '../microsoft/graph-client.ts';"],
    ['services/meetings/store.ts', "import { a } from '../../generated/prisma/client.ts';"],
    ['services/notifications/conversation-store.ts', "import { a } from '../../generated/prisma/client.ts';"],
    ['services/platform/press.ts', "import type { A } from '../access/actor.ts';"],
    ['cards/help.card.ts', "import type { A } from '../services/mbe-requests/urgency.ts';"],
    ['cards/help.card.ts', "import { a } from '../services/platform/time.ts';"],
    ['wording/basis.ts', "import { a } from '../services/mbe-requests/model.ts';"],
    ['bot/turn.ts', "import { a } from '../wording/basis.ts';"],
    ['app/main.ts', "import { a } from '../bot/turn.ts';"],
  ])('%s may write %s', (file, source) => {
    expect(folderBreaches(planted(file, source))).toEqual([]);
  });

  it.each([
    ['services/meetings/store.ts', '@prisma/client', 'generated/prisma/client.ts'],
    ['services/meetings/book-meeting.ts', '@prisma/adapter-pg', 'store.ts'],
  ])('%s may not import %s', (file, name, message) => {
    const files = planted(file, `import { it } from '${name}';`);
    expect([...folderBreaches(files), ...packageBreaches(files, [])].join('\n')).toContain(message);
  });

  it.each([
    ['services/mail/graph-mailer.ts', '@microsoft/microsoft-graph-client', 'services/microsoft/'],
    ['app/main.ts', '@azure/msal-node', 'services/microsoft/'],
    ['app/walk/teams-stand-in.ts', 'botbuilder', 'bot/'],
    ['test/unit/bot/turn.test.ts', 'botbuilder', 'bot/'],
    ['bot/replies.ts', 'adaptivecards-templating', 'NAME.card.ts'],
    ['services/notifications/run-delivery.ts', 'nodemailer', 'services/mail/'],
    ['wording/decision.ts', 'luxon', 'time.ts'],
    ['services/meetings/book-meeting.ts', 'pg-boss', 'deps.jobs'],
    ['services/meetings/book-meeting.ts', 'fast-check', 'tool of development'],
    ['services/meetings/book-meeting.ts', 'lodash', 'has no place yet'],
  ])('%s may not import the package %s', (file, name, message) => {
    const [breach, ...more] = packageBreaches(planted(file, `const it = await import('${name}/deep');`), [
      'fast-check',
    ]);
    expect(breach).toContain(`${file} imports ${name}.`);
    expect(breach).toContain(message);
    expect(more).toEqual([]);
  });

  it('a circle of three files is named with its way', () => {
    const circle = [
      importingFile('services/a/x.ts', "import './y.ts';"),
      importingFile('services/a/y.ts', "import type { Z } from '../b/z.ts';"),
      importingFile('services/b/z.ts', "export { x } from '../a/x.ts';"),
    ];
    expect(cycleBreaches(circle)).toEqual([
      'services/a/x.ts → services/a/y.ts → services/b/z.ts → services/a/x.ts is a circle. What two of them need belongs in a third file.',
    ]);
    expect(cycleBreaches(circle.slice(0, 2))).toEqual([]);
  });

  it.each([
    ['services/meetings/bookMeeting.ts', 'kebab-case'],
    ['services/meetings/index.ts', 'barrels'],
    ['services/utils/text.ts', 'says nothing'],
    ['bot/helpers/text.ts', 'says nothing'],
  ])('%s is badly named', (file, message) => {
    expect(nameBreaches([file]).join()).toContain(message);
  });

  it.each([
    ['services/meetings/rules.ts', 'const now = new Date();', 'new Date()'],
    ['cards/help.card.ts', 'const now = Date.now();', 'Date.now()'],
    ['wording/basis.ts', `const any = \`\${Math.random()}\`;`, 'Math.random()'],
    ['bot/turn.ts', "export enum State { Draft = 'draft' }", 'enum'],
  ])('%s may not hold %j', (file, source, message) => {
    expect(textBreaches(file, source).join()).toContain(message);
  });

  it.each([
    ['services/meetings/rules.ts', 'const then = new Date(2027, 0, 12); // not new Date()'],
    ['services/platform/time.ts', 'const now = new Date();'],
  ])('%s may hold %j', (file, source) => {
    expect(textBreaches(file, source)).toEqual([]);
  });

  it('a file of the product that is too long', () => {
    expect(textBreaches('bot/turn.ts', 'line\n'.repeat(301)).join()).toContain('301 lines');
    expect(textBreaches('bot/turn.ts', 'line\n'.repeat(300))).toEqual([]);
  });
});
