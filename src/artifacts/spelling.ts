/**
 * Edits that change no value as YAML 1.2 has it and yet change one for others: `NO` that became `"NO"` is a text on both
 * sides here, and was false to PyYAML. What production makes of it is not known, so it must not pass as formatting.
 */
import { extname } from 'node:path';
import { equal } from '../document/equal.ts';
import { compileRead, toPointer } from '../document/pointer.ts';
import { parseSource, type Source } from '../document/source.ts';
import { ArtifactError } from '../errors.ts';
import { textIn } from './content.ts';
import { RESPELT } from './diff/edits.ts';
import type { Artifact, Edit, Engine } from './engine.ts';
import { withinStack } from './parse.ts';

/**
 * Of keys in any artifact, and of scalars in schemas, whose `diff` sees values only; what it has found is not told again.
 * Both artifacts must parse.
 */
export function spellingEdits(base: Artifact, head: Artifact, engine: Engine, found: readonly Edit[]): Edit[] {
  const told = new Set(found.map(({ artifact, pointer }) => `${artifact} ${pointer}`));
  return [...head.files.keys()].flatMap((file) => {
    const from = file === head.path ? base.path : file;
    if (!isYaml(file) || !isYaml(from) || !base.files.has(from)) return [];
    const [before, after] = [open(base, from), open(head, file)];
    if (!before || !after) return [];
    const edits = withinStack(file, () => spelledOtherwise(before, after, engine));
    return edits.filter(({ artifact, pointer }) => !told.has(`${artifact} ${pointer}`));
  });
}

function isYaml(file: string): boolean {
  return ['.yaml', '.yml'].includes(extname(file));
}

/** Undefined where it is no YAML, whatever its name is: its engine, which has read it, has another language. */
function open(artifact: Artifact, file: string): Source | undefined {
  try {
    // Whether a key may stand twice is the engine's business.
    return withinStack(file, () => parseSource(textIn(artifact, file), file, ArtifactError, 'last-counts'));
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}

function spelledOtherwise(base: Source, head: Source, engine: Engine): Edit[] {
  if (!base.isSpelt && !head.isSpelt) return [];
  return placesIn(head.value).flatMap(([tokens, value]) => {
    const pointer = toPointer(tokens);
    const before = compileRead(pointer)(base.value);
    if (before === undefined) return [];
    const { line, endLine } = head.range(pointer);
    const edit = (from: string, to: string): Edit => ({
      artifact: head.file,
      kind: engine.kind,
      engine: `${engine.id}@${engine.version}`,
      pointer,
      lines: [line, endLine],
      compatibility: 'risky',
      change: 'spelling-changed',
      message: `${from} became ${to}, ${RESPELT}`,
    });
    const key = JSON.stringify(String(tokens.at(-1)));
    const [oldKey = key, newKey = key] = [base.keyWritten(pointer), head.keyWritten(pointer)];
    if (oldKey !== newKey) return [edit(`the key ${oldKey}`, newKey)];
    if (engine.kind !== 'schema' || !equal(before, value)) return [];
    // Of what holds others only its tag tells: `!!set`.
    const text = typeof value === 'object' && value !== null ? 'a plain list' : JSON.stringify(value);
    const [oldText = text, newText = text] = [base.written(pointer), head.written(pointer)];
    return oldText === newText ? [] : [edit(oldText, newText)];
  });
}

/** Every value below the root with its place. Nested deeper than the stack, the file would not have been compared. */
function placesIn(value: unknown, tokens: readonly (string | number)[] = []): [(string | number)[], unknown][] {
  const own: [(string | number)[], unknown][] = tokens.length === 0 ? [] : [[[...tokens], value]];
  if (typeof value !== 'object' || value === null) return own;
  const inner: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...own, ...inner.flatMap(([token, member]) => placesIn(member, [...tokens, token]))];
}
