import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { knownAreas, loadPolicy, loadPolicyBook, POLICY_FOLDER } from '../../../services/policies/load-policy.ts';
import { policyBook } from '../../../services/policies/policy-book.ts';
import { statedValue } from '../../../services/policies/rule.ts';
import { dueDates, entry } from '../../support/clock-facts.ts';

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-policies-'));
  for (const part of ['areas', 'layers'])
    fs.cpSync(path.join(POLICY_FOLDER, part), path.join(folder, part), { recursive: true });
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

type File = Record<string, unknown> & { rules: Record<string, unknown>; notStated: string[] };

/** Writes a changed copy of an area's file beside the others. */
function write(name: string, from: string, change: (file: File) => void): void {
  const json = JSON.parse(fs.readFileSync(path.join(POLICY_FOLDER, 'areas', `${from}.json`), 'utf8')) as File;
  change(json);
  fs.writeFileSync(path.join(folder, 'areas', name), JSON.stringify(json));
}
const remove = (name: string, part = 'areas') => fs.rmSync(path.join(folder, part, name));

const source = { document: 'Example policy (invented)', place: 'Page 1' };

describe('the versions of a policy', () => {
  test('each hold from their day to the eve of the next; before the first, the first', () => {
    write('humber.2027-04.json', 'humber', (file) => {
      Object.assign(file, { version: '2027-04', effectiveFrom: '2027-04-01' });
      file.rules.greenExit = { value: { months: 6 }, source };
    });
    const book = loadPolicyBook('humber', folder);
    expect(book.versions.map(({ version }) => version)).toEqual(['2026-11', '2027-04']);
    const on = (day: string) => book.on(day).version;
    expect([on('2020-01-01'), on('2026-11-01'), on('2027-03-31'), on('2027-04-01')]).toEqual([
      ...['2026-11', '2026-11', '2026-11', '2027-04'],
    ]);
    expect(statedValue(book.version('2026-11')?.greenExit ?? { notStated: true })).toEqual({ months: 3 });
    expect(statedValue(book.version('2027-04')?.greenExit ?? { notStated: true })).toEqual({ months: 6 });
    expect(book.version('2099-01')).toBeUndefined();
    remove('humber.2027-04.json');
  });

  test('of one name, or of one day, are refused', () => {
    const humber = loadPolicy('humber');
    expect(() => policyBook([humber, { ...humber, effectiveFrom: '2027-04-01' }])).toThrow('are called 2026-11');
    expect(() => policyBook([humber, { ...humber, version: '2' }])).toThrow('take effect on 2026-11-01');
  });
});

describe('an area is data alone', () => {
  test('a file that is put beside the others is an area', () => {
    write('west-vale.json', 'example-vale', (file) =>
      Object.assign(file, { area: 'west-vale', name: 'West Vale (invented)' }),
    );
    expect(knownAreas(folder)).toContain('west-vale');
    expect(dueDates(entry({ rating: 'green' }), loadPolicyBook('west-vale', folder).on('2026-12-01'))).toEqual({
      'panel-review': '2026-06-15',
      'green-exit': '2026-12-01',
      'longest-stay': '2032-06-01',
    });
    remove('west-vale.json');
  });

  test('one that does not exist is refused with those that do', () => {
    expect(() => loadPolicyBook('narnia')).toThrow(
      'There is no policy of an area “narnia”. There are: example-vale, humber, norfolk-and-waveney, staffordshire-and-stoke-on-trent.',
    );
    expect(() => loadPolicyBook('../layers/national')).toThrow('There is no policy of an area');
  });

  test('a file that does not fit keeps the service from starting, with the file and the rule', () => {
    write('humber.json', 'humber', (file) => {
      file.rules.greenExit = { value: { months: 'three' }, source };
    });
    expect(() => loadPolicyBook('humber', folder)).toThrow(
      /humber\.json cannot be used:\n {2}greenExit, value: is not a/,
    );
    write('humber.json', 'humber', (file) => Object.assign(file, { area: 'hull' }));
    expect(() => loadPolicyBook('humber', folder)).toThrow('area: the file is named after humber, and says hull.');
    write('humber.json', 'humber', () => {});
    write('humber.2027-04.json', 'humber', () => {});
    expect(() => loadPolicyBook('humber', folder)).toThrow(
      'version: the file is named after 2027-04, and says 2026-11.',
    );
    remove('humber.2027-04.json');
  });
});

describe('a statutory policy', () => {
  const statute = {
    version: 'part-8a',
    effectiveFrom: '2027-10-01',
    rules: { cetrRepeat: { value: { adult: { months: 4 }, 'tier-4': { months: 2 }, secure: { months: 4 } }, source } },
  };

  test('is data: it holds from its own day, beside what the area says, and is shown as the law', () => {
    fs.writeFileSync(path.join(folder, 'layers', 'statutory.json'), JSON.stringify(statute));
    const book = loadPolicyBook('humber', folder);
    remove('statutory.json', 'layers');
    expect(book.versions.map(({ version, effectiveFrom }) => [version, effectiveFrom])).toEqual([
      ['2026-11', '2026-11-01'],
      ['2026-11+part-8a', '2027-10-01'],
    ]);
    expect(book.on('2027-09-30').cetrRepeat).toMatchObject({ layer: 'area', value: { adult: { months: 6 } } });
    expect(book.on('2027-10-01').cetrRepeat).toMatchObject({
      layer: 'statutory',
      value: { adult: { months: 4 } },
      beside: { layer: 'area', value: { adult: { months: 6 } } },
    });
    expect(book.on('2027-10-01').greenExit).toEqual(book.on('2027-09-30').greenExit);
  });

  test('holds under every version of the area that comes after it, and takes the place of what is not set locally', () => {
    const norfolk = loadPolicy('norfolk-and-waveney');
    const later = { ...norfolk, version: '2028-01', effectiveFrom: '2028-01-01' };
    const book = policyBook([later, norfolk], statute as never);
    expect(book.versions.map(({ version, effectiveFrom }) => [version, effectiveFrom])).toEqual([
      ['2026-11', '2026-11-01'],
      ['2026-11+part-8a', '2027-10-01'],
      ['2028-01+part-8a', '2028-01-01'],
    ]);
    expect(book.on('2028-06-01').cetrRepeat).toMatchObject({ layer: 'statutory', beside: { notStated: true } });
  });

  test('of the day on which the area’s version begins, or earlier, holds from the start', () => {
    const norfolk = loadPolicy('norfolk-and-waveney');
    for (const effectiveFrom of ['2026-11-01', '2020-01-01']) {
      const book = policyBook([norfolk], { ...statute, effectiveFrom } as never);
      expect(book.versions.map(({ version, effectiveFrom: day }) => [version, day])).toEqual([
        ['2026-11+part-8a', '2026-11-01'],
      ]);
    }
  });
});
