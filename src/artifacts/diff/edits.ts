/** Changes in the words that most adapters use. */
import type { Artifact, Edit, Engine } from '../engine.ts';
import { assertNoDuplicateKeys, parseArtifact, parseWhole, withinStack } from '../parse.ts';
import type { Grammar } from './grammar.ts';
import type { ValueChange } from './value-change.ts';
import { findValueChanges } from './value-changes.ts';

/** A stable name for a kind of change, and a message. */
export interface Wording {
  readonly change: string;
  readonly message: string;
}

/** What an adapter says of a change in its own terms, if it has any, instead of what is usually said. */
export type Phrase = (change: ValueChange, usual: Wording) => Wording | undefined;

/**
 * What a change is about: the name of a rule or of a variable, put before the message; `root` is what its pointer leads into,
 * `part` where that stands in its file, if it is not all of it.
 */
export type Subject = (root: unknown, change: ValueChange, part: Placed | undefined) => string | undefined;

export interface Placed {
  /** The value of the whole file. */
  readonly file: unknown;
  readonly pointer: string;
}

/**
 * Edits between two versions of an artifact that is one YAML or JSON file, all of them risky: one for each change of
 * the value, as the grammar tells them. Throws ArtifactError with
 * file, line and column where a side does not parse, and where head has a key twice.
 */
export function diffValues(
  engine: Pick<Engine, 'id' | 'version' | 'kind'>,
  grammar: Grammar,
  base: Artifact,
  head: Artifact,
  phrase: Phrase = () => undefined,
  subject: Subject = () => undefined,
): Edit[] {
  const [baseSource, headSource] = [parseArtifact(base), parseArtifact(head)];
  if (base !== head) assertNoDuplicateKeys(head);
  const changes = withinStack(headSource.file, () => findValueChanges(baseSource, headSource, grammar));
  const places = changes.length === 0 ? undefined : { base: placeOf(base), head: placeOf(head) };
  return changes.map((change) => {
    const usual = { change: names[change.change], message: say(change) };
    const { change: kind, message } = phrase(change, usual) ?? usual;
    const [root, part] =
      change.change === 'removed' ? [baseSource.value, places?.base] : [headSource.value, places?.head];
    const about = subject(root, change, part);
    const { pointer, basePointer } = change;
    return {
      artifact: headSource.file,
      kind: engine.kind,
      engine: `${engine.id}@${engine.version}`,
      pointer: (head.pointer ?? '') + pointer,
      ...(basePointer !== undefined && basePointer !== pointer && { basePointer: (base.pointer ?? '') + basePointer }),
      lines: change.lines,
      compatibility: 'risky',
      change: kind,
      message: about === undefined ? message : `${about}: ${message}`,
    };
  });
}

function placeOf(artifact: Artifact): Placed | undefined {
  const { pointer } = artifact;
  return pointer === undefined ? undefined : { file: parseWhole(artifact).value, pointer };
}

const names = {
  changed: 'value-changed',
  added: 'value-added',
  removed: 'value-removed',
  moved: 'value-moved',
  renamed: 'key-renamed',
} as const satisfies Record<ValueChange['change'], string>;

/** What is said of text that YAML 1.2 reads as before and others do not. */
export const RESPELT = 'which YAML 1.1 (PyYAML) reads otherwise';

/** `NO` became `"NO"`: without quotes, and no JSON, stands only what other readers of YAML take for something else. */
function isRespelt(plain: string | undefined, quoted: string | undefined): boolean {
  return (
    plain !== undefined &&
    quoted === JSON.stringify(plain) &&
    !/^(?:true|false|null|-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)$/i.test(plain)
  );
}

function say({ change, base, head }: ValueChange): string {
  switch (change) {
    case 'changed':
      return `${base} became ${head}${isRespelt(base, head) || isRespelt(head, base) ? `, ${RESPELT}` : ''}`;
    case 'added':
      return `added ${head}`;
    case 'removed':
      return `removed ${base}`;
    case 'moved':
      return `moved ${head} from ${base}`;
    case 'renamed':
      return `renamed ${base} to ${head}`;
    default:
      return change satisfies never;
  }
}
