import { describe, expect, it } from 'vitest';
import { notPersonal, personalColumns } from '../../../prisma/personal-data.ts';
import { readSource } from '../architecture/source-files.ts';

type Column = { model: string; column: string; type: string; isText: boolean };

/** Every column of a Prisma schema. A uuid is no text: it can hold nothing but an id. */
function columnsOf(schema: string): Column[] {
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, model = '', body = '']) =>
    body.split('\n').flatMap((line) => {
      const [, column, type] = /^ {2}(\w+)\s+(\w+)(?:\[\]|\?)?(?:\s|$)/.exec(line) ?? [];
      if (column === undefined || type === undefined) return [];
      const isText = ['String', 'Json', 'Bytes'].includes(type) && !line.includes('@db.Uuid');
      return [{ model, column, type, isText }];
    }),
  );
}

const named = ({ model, column }: { model: string; column: string }) => `${model}.${column}`;

/** One sentence for each text column that nobody has classified. */
function unclassified(schema: string): string[] {
  const known = new Set([
    ...personalColumns.map(named),
    ...Object.entries(notPersonal).flatMap(([model, columns]) => columns.map((column) => named({ model, column }))),
  ]);
  return columnsOf(schema)
    .filter((column) => column.isText && !known.has(named(column)))
    .map(
      (column) =>
        `${named(column)} is in neither list of prisma/personal-data.ts: say whom it is about, or that it is nobody.`,
    );
}

const schema = readSource('prisma/schema.prisma');

describe('the list of personal columns', () => {
  it('classifies every text column of the schema', () => {
    expect(unclassified(schema)).toEqual([]);
  });

  it('would miss a new column', () => {
    const grown = schema.replace(
      /^model Person \{\n/m,
      (start) => `${start}  alias String[]\n  photo Bytes?\n  sisterId String @db.Uuid\n`,
    );
    expect(unclassified(grown).map((sentence) => sentence.split(' ')[0])).toEqual(['Person.alias', 'Person.photo']);
  });

  it('names no column that the schema does not have, and none twice', () => {
    const all = new Set(columnsOf(schema).map(named));
    const listed = [
      ...personalColumns.map(named),
      ...Object.entries(notPersonal).flatMap(([model, columns]) => columns.map((column) => named({ model, column }))),
    ];
    expect(listed.filter((column) => !all.has(column))).toEqual([]);
    expect(listed.filter((column, at) => listed.indexOf(column) !== at)).toEqual([]);
  });

  it('says of every column whom it is about, what it is for and who sees it', () => {
    for (const entry of personalColumns) {
      expect(entry.about.length, named(entry)).toBeGreaterThan(0);
      expect(entry.seenBy.length, named(entry)).toBeGreaterThan(0);
      expect(entry.purpose, named(entry)).toMatch(/^[A-Z].{10,}[^.]$/);
    }
  });

  it('has nothing of the audit record, the deliveries and the presses, which are kept or repeated as they are', () => {
    for (const model of ['AuditEvent', 'Delivery', 'IdempotencyKey', 'Reminder', 'ReferenceCounter']) {
      expect(personalColumns.filter((entry) => entry.model === model)).toEqual([]);
    }
  });
});
