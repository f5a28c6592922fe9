/** What is wrong with a recording that is a table, or is neither that nor files: what JSON Schema can't say well of `table`. */
import { toPointer } from '../document/pointer.ts';
import { either } from '../format/listed.ts';
import { member, members } from './loose.ts';
import { describe, type Mistake } from './mistake.ts';
import { tableSchemes, tables } from './recordings.generated.ts';

/** Keys of files, which a table says itself or does not have. */
const OF_FILES = ['files', 'format', 'labels', 'avro', 'types', 'dialect', 'partitions', 'partition'];

export function tableMistakes(name: string, recording: unknown): Mistake[] {
  const at = (key: string): string => toPointer(['recordings', name, key]);
  const table = member(recording, 'table');
  if (table === undefined) {
    const where = member(recording, 'where');
    const isNothing = member(recording, 'files') === undefined && typeof recording === 'object' && recording !== null;
    return [
      ...(isNothing && !Array.isArray(recording) ? [filesMissing(name)] : []),
      ...(where === undefined
        ? []
        : [{ pointer: at('where'), at: 'key', message: 'only a table has a where', expected: 'table' } as const]),
    ];
  }
  const both = members(recording).find(([key]) => OF_FILES.includes(key));
  return [
    ...(typeof table === 'string' ? addressMistakes(at('table'), table) : []),
    ...(both === undefined
      ? []
      : [
          {
            pointer: at(both[0]),
            at: 'key',
            message: `a table has no ${both[0]}`,
            expected: 'table, or files',
          } as const,
        ]),
  ];
}

function filesMissing(name: string): Mistake {
  const pointer = toPointer(['recordings', name]);
  return {
    pointer,
    at: 'key',
    message: `${name} has no "files"`,
    expected: 'files: traffic/flights-*.parquet, or table',
  };
}

function addressMistakes(pointer: string, table: string): Mistake[] {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(table)?.[1]?.toLowerCase();
  const expected = either(tables);
  if (/^[^/]*:\/\/[^/]*@/.test(table)) {
    const message = 'credentials in the address of a table';
    return [{ pointer, at: 'value', message, expected: 'credentials in the environment, and never in weir.yml' }];
  }
  if (scheme !== undefined && tableSchemes.includes(scheme)) return [];
  return [{ pointer, at: 'value', message: 'no address of a table', found: describe(table), expected }];
}
