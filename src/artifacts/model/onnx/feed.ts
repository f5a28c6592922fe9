/** From documents to the tensors that a graph takes: which places fill which input. */
import { compileRead, pointerTokens, type Read, toPointer } from '../../../document/pointer.ts';
import { ArtifactError } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import type { Document } from '../../engine.ts';
import type { TabularOptions } from '../tabular/options.ts';
import type { Value } from './model.ts';
import { type Cells, type ElementType, elementTypes } from './types.ts';

/** One input of the graph. */
export interface Feed {
  readonly name: string;
  readonly type: ElementType;
  /** Of one record. Undefined where that is the document's to say. */
  readonly shape: readonly number[] | undefined;
  /** Cells of one record, as far as that is known before. */
  readonly width: number;
  readonly pointers: readonly string[];
  /** Fills one row from a document. Returns why it can't, without a value of the document. */
  readonly fill: (document: Document, cells: Cells, row: number) => string | undefined;
  /** The sizes of what a document holds, for an input whose shape is open. */
  readonly sizes: (document: Document) => number[];
}

/** Cells of one record that an input may have. */
const MOST_CELLS = 4_000_000;

/** Throws ArtifactError where the step's pointers don't fit the graph's inputs. */
export function feedsOf(inputs: readonly Value[], options: TabularOptions, file: string): Feed[] {
  const places = placesOf(inputs, options, file);
  return inputs.map((input) => feedOf(input, places.get(input.name) ?? [toPointer([input.name])], options, file));
}

/** Where the graph's inputs stand, as paths into the document. Throws ArtifactError as `feedsOf`. */
export function readsOf(inputs: readonly Value[], options: TabularOptions, file: string): string[][] {
  const places = placesOf(inputs, options, file);
  return inputs.flatMap(({ name }) => [places.get(name) ?? toPointer([name])].flat().map(pointerTokens));
}

function placesOf(inputs: readonly Value[], { inputs: said = {} }: TabularOptions, file: string) {
  const names = inputs.map(({ name }) => name);
  if (isList(said)) {
    const [only, another] = names;
    if (only !== undefined && another === undefined) return new Map<string, string | readonly string[]>([[only, said]]);
    const message = `inputs is one list, and the model has ${names.length} inputs`;
    throw new ArtifactError([{ file, message, expected: `a mapping by their names: ${names.join(', ')}` }]);
  }
  for (const name of Object.keys(said).filter((key) => !names.includes(key))) {
    const expected = names.length === 0 ? 'none' : `one of ${names.join(', ')}`;
    throw new ArtifactError([{ file, message: `has no input "${name}"`, expected, nearest: nearest(name, names) }]);
  }
  return new Map<string, string | readonly string[]>(Object.entries(said));
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

function feedOf(
  { name, type = -1, shape }: Value,
  at: string | readonly string[],
  { missing = 'fail' }: TabularOptions,
  file: string,
): Feed {
  const wrong = (message: string, expected?: string) =>
    new ArtifactError([{ file, message: `input "${name}" ${message}`, ...(expected && { expected }) }]);
  const elements = elementTypes.get(type);
  if (!elements)
    throw wrong('is of a type that no JSON value is', [...elementTypes.values()].map((one) => one.name).join(', '));
  const [records, ...sizes] = shape ?? [undefined, ...(isList(at) ? [at.length] : [])];
  if (records !== undefined && records !== 1)
    throw wrong(`takes ${records} records at once`, 'a first dimension that is free');
  const pointers = isList(at) ? at : [at];
  const known = isList(at) && sizes.length === 1 && sizes[0] === undefined ? [at.length] : sizes;
  const inner = known.every((size) => size !== undefined) ? known : undefined;
  const width = inner?.reduce((product, size) => product * size, 1) ?? 0;
  if (width > MOST_CELLS)
    throw wrong(`has ${width.toLocaleString('en')} cells a record`, `at most ${MOST_CELLS.toLocaleString('en')}`);
  if (isList(at) && at.length > 1 && width !== at.length)
    throw wrong(`takes ${width || 'any'} numbers a record`, `${at.length}, as inputs names`);
  const nothing = missing === 'nan' ? elements.nothing : undefined;
  const reads = pointers.map(compileRead);
  const reason = (pointer: string) => `no ${wordFor(elements)} at ${pointer === '' ? 'the root' : pointer}`;
  const fill =
    inner && (pointers.length > 1 || width === 1)
      ? fillCells(pointers, reads, elements, { nothing, reason, width })
      : fillList(reads[0] ?? compileRead(''), elements, {
          nothing,
          reason: () => `${reason(pointers[0] ?? '')}, or not as many as the model takes`,
          width,
        });
  return {
    name,
    type: elements,
    shape: inner,
    width,
    pointers,
    fill,
    sizes: (document) => sizesOf(reads[0]?.(document)),
  };
}

function wordFor({ name }: ElementType): string {
  if (name === 'string') return 'text';
  if (name === 'bool') return 'truth value';
  return name.startsWith('float') ? 'number' : `whole number that ${name} holds`;
}

interface Filling {
  /** What stands for what is missing; undefined where that fails. */
  readonly nothing: number | undefined;
  readonly reason: (pointer: string) => string;
  readonly width: number;
}

/** A place for each cell. */
function fillCells(
  pointers: readonly string[],
  reads: readonly Read[],
  type: ElementType,
  filling: Filling,
): Feed['fill'] {
  const { nothing, reason } = filling;
  const width = reads.length;
  return (document, cells, row) => {
    const start = row * width;
    for (let column = 0; column < width; column += 1) {
      const value = reads[column]?.(document);
      const cell = type.from(value) ?? nothing;
      if (cell === undefined) return reason(pointers[column] ?? '');
      cells[start + column] = cell;
    }
    return undefined;
  };
}

/** One place that holds all cells, in lists as deep as the shape is long, or flat. */
function fillList(read: Read, type: ElementType, { nothing, reason, width }: Filling): Feed['fill'] {
  return (document, cells, row) => {
    const value = read(document);
    const flat = Array.isArray(value) ? value.flat(8) : [value];
    const room = width || flat.length;
    if (flat.length !== room) return reason('');
    for (let index = 0; index < room; index += 1) {
      const cell = type.from(flat[index]) ?? nothing;
      if (cell === undefined) return reason('');
      cells[row * room + index] = cell;
    }
    return undefined;
  };
}

/** Lengths of nested lists, by their first items. */
function sizesOf(value: unknown): number[] {
  const sizes: number[] = [];
  for (let inner = value; Array.isArray(inner) && sizes.length < 8; inner = inner[0]) sizes.push(inner.length);
  return sizes;
}
