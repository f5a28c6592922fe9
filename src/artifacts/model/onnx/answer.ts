/** From the tensors that a graph gives to what a step writes: the whole answer, or the parts that it names. */
import { compileRead, pointerTokens, type Read, toPointer } from '../../../document/pointer.ts';
import { ArtifactError } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import type { TabularOptions } from '../tabular/options.ts';
import type { Value } from './model.ts';
import type { Tensor } from './runtime.ts';
import type { ZipMap } from './zip-map.ts';

export interface Answering {
  /** Names of the tensors that have to be computed. */
  readonly wanted: readonly string[];
  /** What the step writes for each of so many records. Throws where a tensor has no row for each of them. */
  readonly write: (tensors: Readonly<Record<string, Tensor>>, records: number) => (row: number) => unknown;
}

type Row = (row: number) => unknown;

/** Throws ArtifactError where the step wants an output that the graph has not. */
export function answering(
  outputs: readonly Value[],
  maps: ReadonlyMap<string, ZipMap>,
  { outputs: said }: TabularOptions,
  file: string,
): Answering {
  const able = outputs.filter(({ name, type }) => type !== undefined || maps.has(name)).map(({ name }) => name);
  const names = Object.fromEntries(able.map((name) => [name, toPointer([name])]));
  const places = Object.entries(said === undefined ? names : typeof said === 'string' ? { '': said } : said);
  const parts = places.map(([key, at]) => ({ key, ...partOf(at) }));
  const isOne = typeof said === 'string';
  return {
    wanted: [...new Set(parts.map(({ tensor }) => tensor))],
    write(tensors, records) {
      const rows = parts.map(({ key, tensor, rowOf }) => [key, rowOf(tensors[tensor], records)] as const);
      const [first] = rows;
      if (isOne && first) return first[1];
      return (row) => Object.fromEntries(rows.map(([key, read]) => [key, read(row)]));
    },
  };

  function partOf(at: string) {
    const [name = '', ...inner] = pointerTokens(at);
    if (!able.includes(name)) {
      const isThere = outputs.some((output) => output.name === name);
      const message = isThere ? `output "${name}" is no tensor` : `has no output "${name}"`;
      const expected = `a pointer that begins with ${able.map((one) => toPointer([one])).join(' or ')}`;
      throw new ArtifactError([{ file, message, expected, nearest: nearest(name, able) }]);
    }
    const map = maps.get(name);
    return { tensor: map?.tensor ?? name, rowOf: rowsIn(name, inner, map) };
  }
}

function rowsIn(name: string, inner: readonly string[], map: ZipMap | undefined) {
  const column = map ? map.labels.indexOf(inner[0] ?? '') : /^\d+$/.test(inner[0] ?? '') ? Number(inner[0]) : -1;
  const read = compileRead(toPointer(inner));
  return (tensor: Tensor | undefined, records: number): Row => {
    const [rows, ...sizes] = tensor?.dims ?? [];
    if (!tensor || rows !== records) throw new RangeError(`output "${name}" has no row for each record`);
    const { data, type } = tensor;
    const width = sizes.reduce((product, size) => product * size, 1);
    const cell = type === 'bool' ? (at: number) => data[at] === 1 : (at: number) => plain(data[at]);
    // One number of each row, without making lists of all of them.
    if (inner.length === 1 && sizes.length === 1 && width > 1 && column >= 0 && column < width)
      return (row) => cell(row * width + column);
    const whole = map ? (row: number) => zip(map, width, row, cell) : wholeRow(sizes, width, cell);
    return inner.length === 0 ? whole : readFrom(whole, read);
  };
}

function readFrom(whole: Row, read: Read): Row {
  return (row) => read(whole(row)) ?? null;
}

/** A value where there is one a record; else lists as deep as the tensor. */
function wholeRow(sizes: readonly number[], width: number, cell: (at: number) => unknown): Row {
  if (width === 1 && sizes.length <= 1) return cell;
  return (row) => listAt(sizes, row * width, cell);
}

function listAt([size = 0, ...inner]: readonly number[], start: number, cell: (at: number) => unknown): unknown[] {
  const width = inner.reduce((product, one) => product * one, 1);
  return Array.from({ length: size }, (_, index) =>
    inner.length === 0 ? cell(start + index) : listAt(inner, start + index * width, cell),
  );
}

function zip({ labels }: ZipMap, width: number, row: number, cell: (at: number) => unknown): unknown {
  return Object.fromEntries(labels.map((label, index) => [label, cell(row * width + index)]));
}

/** Whole numbers of 64 bits as JSON has them, as far as a double holds them. */
function plain(value: number | bigint | string | undefined): unknown {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
