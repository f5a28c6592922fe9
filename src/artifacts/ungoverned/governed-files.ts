/** What pipelines read already, so that nobody calls it ungoverned. */
import { splitPart } from '../../document/part.ts';

/** Files that pipelines read, as a whole or the named parts of them alone. */
export interface GovernedFiles {
  readonly whole: ReadonlySet<string>;
  /** Pointers, by file. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
}

/**
 * @param paths as weir.yml names them
 * @param files others, read as a whole
 */
export function governedFiles(paths: readonly string[], files: readonly string[]): GovernedFiles {
  const split = paths.map(splitPart);
  const whole = new Set([...files, ...split.filter(({ pointer }) => pointer === undefined).map(({ file }) => file)]);
  const byFile = Map.groupBy(
    split.filter(({ file }) => !whole.has(file)),
    ({ file }) => file,
  );
  return {
    whole,
    parts: new Map([...byFile].map(([file, list]) => [file, list.flatMap(({ pointer }) => pointer ?? [])])),
  };
}
