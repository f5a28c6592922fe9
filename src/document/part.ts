/** A part of a file, as weir.yml names it: `rules/fraud.json#/rules/velocity/when`, a path and a JSON Pointer into the file. */
import { compileRead } from './pointer.ts';
import type { Source } from './source.ts';

export interface Part {
  readonly file: string;
  /** Undefined for a whole file. */
  readonly pointer?: string;
}

/** A `#` that no slash follows belongs to the file's name. */
export function splitPart(path: string): Part {
  const hash = path.indexOf('#/');
  return hash === -1 ? { file: path } : { file: path.slice(0, hash), pointer: path.slice(hash + 1) };
}

/** The path of the file, whatever part of it is meant. */
export function fileOf(path: string): string {
  return splitPart(path).file;
}

/** The value at the pointer as a source of its own, with the lines of the whole file; undefined where there is nothing. */
export function partOf(source: Source, pointer: string): Source | undefined {
  const value = compileRead(pointer)(source.value);
  if (value === undefined) return undefined;
  return {
    ...source,
    value,
    range: (inner) => source.range(pointer + inner),
    keyRange: (inner) => source.keyRange(pointer + inner),
    valueRange: (inner) => source.valueRange(pointer + inner),
    text: (inner) => source.text(pointer + inner),
    written: (inner) => source.written(pointer + inner),
  };
}
