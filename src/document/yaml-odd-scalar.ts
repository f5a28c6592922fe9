/** Scalars of several lines, each read by the parser of all YAML from a text of its own. */
import { loadNow } from './load-now.ts';
import { asWritten } from './yaml-last-line.ts';
import { Unusual } from './yaml-lines.ts';
import { YAML_OPTIONS } from './yaml-options.ts';
import type { PlainNode } from './yaml-plain.ts';
import { readScalar } from './yaml-scalar.ts';

const BEFORE = 'x: ';
/** With an indentation that is given it would depend on what is around. */
const BLOCK = /^[|>][-+]?\n/;

interface OddScalar {
  readonly node: PlainNode;
  /** Where what it is the last part of ends. */
  readonly end: number;
  /** Where the line behind it begins. */
  readonly after: number;
}

/** @param after where the first line begins that is not deeper than what it is a value of */
export function readOddScalar(text: string, at: number, after: number): OddScalar {
  const own = text.slice(at, after);
  if (BLOCK.test(own) ? isRagged(own) : /^[|>]|(?<=[ \n])#/.test(own)) throw new Unusual();
  const { isMap, isScalar, parseDocument } = loadNow<typeof import('./yaml-parser.ts')>('document/yaml-parser');
  const { contents, errors, warnings } = parseDocument(BEFORE + own, YAML_OPTIONS);
  const [pair, another] = isMap(contents) ? contents.items : [];
  const scalar = pair?.value;
  if (errors.length > 0 || warnings.length > 0 || another || !isScalar(scalar) || !scalar.range) throw new Unusual();
  if (scalar.tag !== undefined || scalar.anchor !== undefined) throw new Unusual();
  const read = readScalar(asWritten(scalar, BEFORE + own), false);
  if ('message' in read) throw new Unusual();
  const shift = at - BEFORE.length;
  const [start, inner, end] = scalar.range;
  return { node: { ...read, size: 1, span: [start + shift, inner + shift] }, end: end + shift, after };
}

/** A line that is less deep than the first one may be a comment, or a mistake. */
function isRagged(own: string): boolean {
  const depths = own
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  return depths.length === 0 || depths.some((depth) => depth < (depths[0] ?? 0));
}
