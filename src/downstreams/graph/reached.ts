/**
 * Which outputs of a pipeline each of its steps may move. What a step writes may be read by every step behind it. Rules that are
 * named one by one in a file of many are looked into, since such a file holds what is mostly independent: one reads another's
 * answer only where it names it.
 */
import { overlap } from '../../document/overlap.ts';
import { splitPart } from '../../document/part.ts';
import { pointerTokens } from '../../document/pointer.ts';

export interface WritingStep {
  /** As weir.yml names what it runs; undefined for a step without a file. */
  readonly path?: string | undefined;
  /** JSON Pointer where it writes; undefined for a schema, which changes the whole document. */
  readonly into?: string | undefined;
  /** What is written in the part of a file that it names; undefined where that is not known. */
  readonly text?: string | undefined;
}

/** Names of outputs for each step, in the order of the outputs. */
export function reachedBySteps(
  steps: readonly WritingStep[],
  outputs: readonly { readonly name: string; readonly at: string }[],
): string[][] {
  const places = outputs.map(({ at }) => pointerTokens(at));
  const reached: ReadonlySet<number>[] = [];
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const step = steps[index] as WritingStep;
    const own = new Set<number>();
    for (const [at, place] of places.entries()) if (writesAt(step, place)) own.add(at);
    for (let later = index + 1; later < steps.length && own.size < places.length; later += 1) {
      if (mayRead(steps[later] as WritingStep, step)) for (const at of reached[later] ?? []) own.add(at);
    }
    reached[index] = own;
  }
  return reached.map((own) => outputs.flatMap(({ name }, at) => (own.has(at) ? [name] : [])));
}

function writesAt({ into }: WritingStep, place: readonly string[]): boolean {
  return into === undefined || overlap(pointerTokens(into), place);
}

function mayRead(later: WritingStep, earlier: WritingStep): boolean {
  const [one, other] = [later, earlier].map(({ path = '' }) => splitPart(path));
  const areBeside = one?.pointer !== undefined && other?.pointer !== undefined && one.file === other.file;
  if (!areBeside || later.text === undefined || earlier.into === undefined) return true;
  const [first = ''] = pointerTokens(earlier.into);
  // As a word of its own, or the whole document. A field of the record that is called the same is taken for it: more, never less.
  const words = later.text.match(/[\p{L}\p{N}_$-]+|""/gu) ?? [];
  return words.some((word) => word === first || word === '""');
}
