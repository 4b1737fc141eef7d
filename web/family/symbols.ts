import fs from 'node:fs/promises';
import path from 'node:path';
import { symbols } from '../../wording/family-meeting.ts';
import type { Site } from '../site/site.ts';

const FOLDER = path.join(import.meta.dirname, 'symbols');

/** The pictures of Easy Read. Each was drawn for it; none comes from another server. */
export function addSymbols(site: Site): void {
  site.open.get('/assets/symbols/:file', async (request, response) => {
    const name = symbols.find((one) => `${one}.svg` === request.params.file);
    if (name === undefined) return site.notFound(response);
    response.setHeader('Cache-Control', 'max-age=86400');
    response.type('image/svg+xml').send(await fs.readFile(path.join(FOLDER, `${name}.svg`), 'utf8'));
  });
}
