import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { type Picture, readPng } from './png.ts';
import type { Manifest } from './teams-manifest.ts';

/** The files of a package by name: a manifest and its two icons. */
export type PackageFiles = { manifest: Manifest; icons: Record<string, Buffer> };

/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons */
const COLOUR_SIZE = 192;
const OUTLINE_SIZE = 32;
/** Where the schemas lie that the package brings along: with another address it would ask the network. */
const SCHEMAS = 'https://developer.microsoft.com/json-schemas/teams/';

/**
 * Everything that is wrong with a package, by Microsoft's schema (the copy that @microsoft/app-manifest brings along; no
 * network) and by what the schema cannot say.
 */
export async function packageProblems({ manifest, icons }: PackageFiles): Promise<string[]> {
  if (!manifest.$schema.startsWith(SCHEMAS)) return [`$schema must be one of ${SCHEMAS}`];
  const bySchema = await AppManifestUtils.validateAgainstSchema(manifest as unknown as TeamsManifest);
  return [
    ...bySchema.map((problem) => `The manifest does not keep to Microsoft’s schema: ${problem.trim()}`),
    ...whatIsLeftOpen(manifest),
    ...iconProblems('colour', icons[manifest.icons.color], COLOUR_SIZE),
    ...iconProblems('outline', icons[manifest.icons.outline], OUTLINE_SIZE),
  ];
}

function whatIsLeftOpen(manifest: Manifest): string[] {
  const [, place] = /(\{\{\w*\}\}|\$\{)/.exec(JSON.stringify(manifest)) ?? [];
  return place === undefined ? [] : [`The manifest still has a place that is not filled: ${place}`];
}

function iconProblems(kind: 'colour' | 'outline', file: Buffer | undefined, size: number): string[] {
  if (file === undefined) return [`The ${kind} icon is missing.`];
  let picture: Picture;
  try {
    picture = readPng(file);
  } catch (fault) {
    return [`The ${kind} icon cannot be read. ${fault instanceof Error ? fault.message : ''}`.trim()];
  }
  const { width, height, pixels } = picture;
  if (width !== size || height !== size)
    return [`The ${kind} icon is ${width} × ${height}: it must be ${size} × ${size}.`];
  const wrong = kind === 'colour' ? pixels.some(([, , , alpha]) => alpha < 255) : !isWhiteOnNothing(pixels);
  if (!wrong) return [];
  return [
    kind === 'colour'
      ? 'The colour icon lets something shine through: it must fill its square.'
      : 'The outline icon must be white alone on a transparent ground.',
  ];
}

function isWhiteOnNothing(pixels: Picture['pixels']): boolean {
  const seen = pixels.filter(([, , , alpha]) => alpha > 0);
  const white = seen.every(([red, green, blue]) => Math.min(red, green, blue) >= 250);
  return white && seen.length > 0 && seen.length < pixels.length;
}
