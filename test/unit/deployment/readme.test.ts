import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageSchema } from '../../../app/package/package-settings.ts';
import { serviceSchema } from '../../../services/platform/service-config.ts';
import { permissionWords } from '../../../wording/doctor-microsoft.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const readme = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const [, section = ''] = /^## Putting it in a real tenant\n([\s\S]*?)^## /m.exec(readme) ?? [];

/** How a heading is linked to: small letters, hyphens for blanks, no other punctuation. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

describe('the README tells whoever puts the service into a tenant', () => {
  it.each([...Object.keys(serviceSchema.shape), ...Object.keys(packageSchema.shape)])('what %s is', (name) => {
    expect(section).toContain(`\`${name}`);
  });

  it.each(['Calendars.ReadWrite', 'Mail.ReadWrite', 'Mail.Send', 'GroupMember.Read.All', 'User.Read.All'])(
    'what %s is for, and who grants it',
    (permission) =>
      expect(section).toMatch(
        new RegExp(`^\\| \`${permission.replaceAll('.', '\\.')}\` \\| .+ \\| (?:Exchange|Entra)`, 'm'),
      ),
  );

  it('nothing that is not there: links lead to headings, files and scripts exist, and the doctor’s pointer too', () => {
    const anchors = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
    for (const [, link] of section.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(link);
    for (const [, file = ''] of section.matchAll(/`((?:infra|manifest|app|test)\/[\w./-]+\.\w+)`/g)) {
      if (!file.includes('VERSION'))
        expect({ file, there: fs.existsSync(path.join(ROOT, file)) }).toEqual({ file, there: true });
    }
    const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    for (const [, script = ''] of section.matchAll(/npm run ([\w:-]+)/g))
      expect(Object.keys(scripts)).toContain(script);
    const { words } = permissionWords.missing('Mail.Send');
    const [, heading = ''] = /README\.md, “(.+?)”/.exec(words) ?? [];
    expect(anchors).toContain(anchorOf(heading));
  });
});
