import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { enums, shapes } from '../../support/fake-graph/shapes.ts';

const folder = dirname(createRequire(import.meta.url).resolve('@microsoft/microsoft-graph-types/package.json'));
const published = readFileSync(join(folder, 'microsoft-graph.d.ts'), 'utf8').replaceAll('\r\n', '\n');
const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
/** The parameters of actions are no types of their own. */
const ACTIONS = ['getSchedule', 'cancel', 'move', 'sendMail', 'nothing'];
/** A file as an attachment is written as the type it is derived from, with its content. */
const OF_FILES = ['@odata.type', 'contentBytes', 'contentId'];

function propertiesOf(type: string): Set<string> {
  const match = new RegExp(`export interface ${type}(?: extends (\\w+))? \\{\\n([\\s\\S]*?)\\n\\}`).exec(published);
  const own = [...(match?.[2] ?? '').matchAll(/^ {4}(\w+)\?:/gm)].map(([, name]) => name ?? '');
  return new Set([...own, ...(match?.[1] === undefined ? [] : propertiesOf(match[1]))]);
}

function membersOf(type: string): string[] {
  const match = new RegExp(`export type ${type} =([^;]*);`).exec(published);
  return [...(match?.[1] ?? '').matchAll(/"(\w+)"/g)].map(([, member]) => member ?? '');
}

test.each(Object.keys(shapes).filter((name) => !ACTIONS.includes(name)))(
  'every property that the fake knows of %s stands in Microsoft’s published types',
  (name) => {
    const known = propertiesOf(pascal(name));
    const unknown = Object.keys(shapes[name]?.properties ?? {}).filter((property) => !known.has(property));
    expect(unknown.filter((property) => name !== 'attachment' || !OF_FILES.includes(property))).toEqual([]);
    expect(shapes[name]?.readOnly?.filter((property) => !known.has(property)) ?? []).toEqual([]);
  },
);

test.each(Object.keys(enums))('the values that the fake takes for %s are all that Microsoft has published', (name) => {
  expect([...(enums[name] ?? [])].sort()).toEqual(membersOf(pascal(name)).sort());
});
