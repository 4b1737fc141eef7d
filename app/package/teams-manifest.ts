import fs from 'node:fs';
import path from 'node:path';
import { commandMenu } from '../../wording/teams-app.ts';
import type { PackageSettings } from './package-settings.ts';

/** The folder of the template and its icons. */
export const MANIFEST_FOLDER = path.join(import.meta.dirname, '..', '..', 'manifest');

/** A manifest as JSON: whether it is one is said by Microsoft's schema. */
export type Manifest = { $schema: string; icons: { color: string; outline: string } } & Record<string, unknown>;

/**
 * The manifest of this installation: manifest/manifest.template.json with its places filled.
 *
 * @throws when the template has a place that nobody fills
 */
export function teamsManifest(settings: PackageSettings, version: string): Manifest {
  const text = fs.readFileSync(path.join(MANIFEST_FOLDER, 'manifest.template.json'), 'utf8');
  return fill(JSON.parse(text), {
    version,
    appId: settings.MICROSOFT_APP_ID,
    organisation: settings.ORGANISATION,
    site: settings.PUBLIC_URL,
    host: new URL(settings.PUBLIC_URL).host,
    privacyUrl: settings.PRIVACY_URL,
    termsUrl: settings.TERMS_URL ?? settings.PRIVACY_URL,
    personalCommands: commandMenu('personal'),
    teamCommands: commandMenu('team'),
    groupChatCommands: commandMenu('groupChat'),
  }) as Manifest;
}

/** Puts values into every '{{place}}'; a place is always a whole text. */
function fill(template: unknown, values: Record<string, unknown>): unknown {
  if (typeof template === 'string') {
    const [, place] = /^\{\{(\w+)\}\}$/.exec(template) ?? [];
    if (place === undefined) return template;
    if (!(place in values)) throw new Error(`manifest.template.json has the place {{${place}}}, which nothing fills.`);
    return values[place];
  }
  if (Array.isArray(template)) return template.map((part) => fill(part, values));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, part]) => [name, fill(part, values)]));
}
