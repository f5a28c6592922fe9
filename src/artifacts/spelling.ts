/**
 * Edits that change no value as YAML 1.2 has it and yet change one for others: `NO` that became `"NO"` is a text on both
 * sides here, and was false to PyYAML. What production makes of it is not known, so it must not pass as formatting.
 */
import { extname } from 'node:path';
import { equal } from '../document/equal.ts';
import { compileRead, toPointer } from '../document/pointer.ts';
import { parseSource, type Source } from '../document/source.ts';
import { ArtifactError } from '../errors.ts';
import { RESPELT } from './diff/edits.ts';
import type { Artifact, Edit, Engine } from './engine.ts';

/** For engines whose `diff` sees values only; both artifacts must parse. */
export function spellingEdits(base: Artifact, head: Artifact, engine: Engine, found: readonly Edit[]): Edit[] {
  const told = new Set(found.map(({ artifact, pointer }) => `${artifact} ${pointer}`));
  return [...head.files.keys()].flatMap((file) => {
    const from = file === head.path ? base.path : file;
    if (!isYaml(file) || !isYaml(from) || !base.files.has(from)) return [];
    const edits = spelledOtherwise(open(base, from), open(head, file), engine);
    return edits.filter(({ artifact, pointer }) => !told.has(`${artifact} ${pointer}`));
  });
}

function isYaml(file: string): boolean {
  return ['.yaml', '.yml'].includes(extname(file));
}

function open({ files }: Artifact, file: string): Source {
  // Whether a key may stand twice is the engine's business, which has read the file.
  return parseSource(files.get(file) ?? '', file, ArtifactError, () => {});
}

function spelledOtherwise(base: Source, head: Source, engine: Engine): Edit[] {
  return scalarsIn(head.value).flatMap(([tokens, value]) => {
    const pointer = toPointer(tokens);
    const [before, after] = [base.written(pointer), head.written(pointer)];
    if (before === after || !equal(compileRead(pointer)(base.value), value)) return [];
    const { line, endLine } = head.range(pointer);
    return [
      {
        artifact: head.file,
        kind: engine.kind,
        engine: `${engine.id}@${engine.version}`,
        pointer,
        lines: [line, endLine],
        compatibility: 'risky',
        change: 'spelling-changed',
        message: `${before ?? JSON.stringify(value)} became ${after ?? JSON.stringify(value)}, ${RESPELT}`,
      },
    ];
  });
}

/** Every scalar with its place. Nested more deeply than the stack is, the file would not have been compared. */
function scalarsIn(value: unknown, tokens: readonly (string | number)[] = []): [(string | number)[], unknown][] {
  if (typeof value !== 'object' || value === null) return [[[...tokens], value]];
  const inner: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inner.flatMap(([token, member]) => scalarsIn(member, [...tokens, token]));
}
