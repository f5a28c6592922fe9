/** What readers of contracts in YAML have in common: spots, and mistakes at them. */
import { isObject } from '../../../document/is-object.ts';
import { toPointer } from '../../../document/pointer.ts';
import type { Source } from '../../../document/source.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import { type Column, type Key, problemAt, type Scalar, type Spot } from './model.ts';

/** A value with where it stands. */
export class Node {
  readonly value: unknown;
  readonly pointer: string;
  readonly #source: Source;
  readonly #mistakes: Problem[];

  constructor(source: Source, mistakes: Problem[], pointer = '', value: unknown = source.value) {
    this.#source = source;
    this.#mistakes = mistakes;
    this.pointer = pointer;
    this.value = value;
  }

  get spot(): Spot {
    const { pointer } = this;
    return { file: this.#source.file, pointer, range: () => this.#source.range(pointer) };
  }

  /** Only the line of this member is shown for it. */
  shownBy(key: string): Spot {
    const { pointer } = this;
    return { file: this.#source.file, pointer, range: () => this.#source.range(pointer + toPointer([key])) };
  }

  /** Undefined where it is absent or null, or where this is no mapping. */
  get(key: string): Node | undefined {
    const value = isObject(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    if (value === undefined || value === null) return undefined;
    return new Node(this.#source, this.#mistakes, this.pointer + toPointer([key]), value);
  }

  keys(): readonly string[] {
    return isObject(this.value) ? Object.keys(this.value) : [];
  }

  /** Items of the list under a key; a mistake where something else stands there. */
  list(key: string): Node[] {
    const own = this.get(key);
    if (!own) return [];
    if (Array.isArray(own.value)) {
      return own.value.map((value, index) => new Node(this.#source, this.#mistakes, `${own.pointer}/${index}`, value));
    }
    own.wrong(`${key} is no list`, 'a list');
    return [];
  }

  /** A mistake where there is something that is no text. */
  text(key: string): string | undefined {
    const own = this.get(key);
    if (!own || typeof own.value === 'string') return own?.value as string | undefined;
    own.wrong(`${key} is no text`, 'a text');
    return undefined;
  }

  /** A mistake where there is something that is neither true nor false. */
  isTrue(key: string): Node | undefined {
    const own = this.get(key);
    if (!own || typeof own.value === 'boolean') return own?.value === true ? own : undefined;
    own.wrong(`${key} is neither true nor false`, 'true or false');
    return undefined;
  }

  number(key: string): number | undefined {
    const own = this.get(key);
    if (!own || typeof own.value === 'number') return own?.value as number | undefined;
    own.wrong(`${key} is no number`, 'a number');
    return undefined;
  }

  wrong(message: string, expected?: string, more: Partial<Problem> = {}): void {
    this.#mistakes.push({
      ...problemAt(this.spot),
      message,
      found: brief(this.value),
      ...(expected && { expected }),
      ...more,
    });
  }

  /** A name that must be there. */
  name(of: string): string | undefined {
    const name = this.get('name')?.value;
    if (typeof name === 'string' && name !== '') return name;
    this.wrong(`${of} without a name`, 'name: with a text');
    return undefined;
  }
}

export function brief(value: unknown): string {
  const text = JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part)) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

export function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

/** By their names, each once. */
export function byName(columns: readonly (readonly [Column, Node])[], of: string): Map<string, Column> {
  const found = new Map<string, Column>();
  for (const [column, node] of columns) {
    if (found.has(column.name))
      node.wrong(`column ${column.name} stands twice in ${of}`, 'each column once', { found: column.name });
    else found.set(column.name, column);
  }
  return found;
}

/** Keys that name no column are mistakes at their place. */
export function known(
  keys: readonly (readonly [Key, Node])[],
  columns: ReadonlyMap<string, Column>,
  of: string,
): Key[] {
  const names = new Set(
    [...columns.values()].flatMap(({ name, aliases }) => [name, ...aliases].map((one) => one.toLowerCase())),
  );
  return keys.flatMap(([key, node]) => {
    const lost = key.columns.find((column) => !names.has(column.toLowerCase()));
    if (lost === undefined) return [key];
    node.wrong(`${of} has no column ${lost}`, `one of ${[...columns.keys()].slice(0, 8).join(', ')}`, { found: lost });
    return [];
  });
}

/** A file of another language. */
export function refuse(source: Source, message: string, expected: string, pointer = ''): never {
  const { line, column } = source.range(pointer);
  throw new ArtifactError([{ file: source.file, line, column, message, expected }]);
}
