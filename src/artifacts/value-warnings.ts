/** What params and rules say that is read all the same, and may not be what production reads there. */
import { toPointer } from '../document/pointer.ts';
import type { Source } from '../document/source.ts';
import type { Problem } from '../errors.ts';
import type { Artifact } from './engine.ts';
import { duplicateKeys, parseArtifact, withinStack } from './parse.ts';

/** Keys that stand twice, and whole numbers that no double holds. Throws ArtifactError where the file does not parse. */
export function valueWarnings(artifact: Artifact): Problem[] {
  const duplicates = duplicateKeys(artifact).map((problem) => ({
    ...problem,
    message: `${problem.message}; the last of them counts`,
  }));
  const source = parseArtifact(artifact);
  return [...duplicates, ...withinStack(source.file, () => roundedNumbers(source, source.value, []))];
}

/** Engines calculate with doubles, as JavaScript does in production; other languages keep every digit. */
function roundedNumbers(source: Source, value: unknown, path: readonly (string | number)[]): Problem[] {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? [] : rounded(source, value, path);
  if (typeof value !== 'object' || value === null) return [];
  const members: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return members.flatMap(([token, member]) => roundedNumbers(source, member, [...path, token]));
}

function rounded(source: Source, value: number, path: readonly (string | number)[]): Problem[] {
  const pointer = toPointer(path);
  const digits = source.text(pointer);
  if (!Number.isInteger(value) || !/^-?\d+$/.test(digits) || BigInt(digits) === BigInt(value)) return [];
  const { line, column } = source.valueRange(pointer);
  const message = `${digits} is calculated with as ${BigInt(value)}, as JavaScript does; production in another language may keep every digit`;
  return [{ file: source.file, line, column, message }];
}
