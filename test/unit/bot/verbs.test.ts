import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { cardActions } from '../../../bot/card-actions.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const known = new Set(cardActions.map(({ verb }) => verb));

/** Every verb that stands in the source of a button, with the file it stands in. */
function verbsWritten(): { file: string; verb: string }[] {
  return ['cards', 'bot'].flatMap((folder) =>
    fs
      .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const source = fs.readFileSync(path.join(ROOT, folder, file), 'utf8');
        return [...source.matchAll(/\bverb: '([a-z0-9-]+)'/g)].map(([, verb = '']) => ({
          file: `${folder}/${file}`,
          verb,
        }));
      }),
  );
}

it('every button presses something that the bot knows', () => {
  const written = verbsWritten();
  expect(written.length).toBeGreaterThan(150);
  expect(written.filter(({ verb }) => !known.has(verb))).toEqual([]);
});

it('no verb is answered by two actions', () => {
  expect(known.size).toBe(cardActions.length);
});
