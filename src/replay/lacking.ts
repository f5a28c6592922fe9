/** Which steps read what a recording had taken out, or changed, before it was recorded: such records cannot be replayed. */
import type { Stage } from '../artifacts/engine.ts';
import { pointerTokens } from '../document/pointer.ts';
import type { RunnableStep } from './runnable-step.ts';
import { type End, leave, type Track } from './track.ts';

/**
 * Ends a record at its start in every variant that reads what it lacks.
 *
 * @param lacks pointers into the input
 */
export function endLacking(track: Track, steps: readonly RunnableStep[], lacks: readonly string[]): void {
  const ends = track.variants.map((variant) => ({ variant, end: endOf(steps, lacks, variant) }));
  const groups = [...Map.groupBy(ends, ({ end }) => end && `${end.path} ${end.reason}`).values()];
  let last = track;
  for (const [index, group] of groups.entries()) {
    const variants = group.map(({ variant }) => variant);
    if (index > 0) last = leave(last, variants);
    else last.variants = variants;
    last.end = group[0]?.end;
  }
}

/** Where the variant reads it first. */
function endOf(steps: readonly RunnableStep[], lacks: readonly string[], variant: number): End | undefined {
  for (const { path, versions, readsRecord } of steps) {
    if (readsRecord) continue;
    const stage = versions.find(({ variants }) => variants.includes(variant))?.stage;
    const pointer = lacks.find((one) => mayRead(stage, pointerTokens(one)));
    if (pointer === undefined) continue;
    const what = stage?.reads ? `reads ${pointer || 'the whole input'}` : `may read ${pointer || 'the whole input'}`;
    return { outcome: 'unreplayable', path, reason: `${what}, which was erased or changed before it was recorded` };
  }
  return undefined;
}

function mayRead({ reads, glances = [] }: Pick<Stage, 'reads' | 'glances'> = {}, lacked: Path): boolean {
  if (!reads) return true;
  if (reads.some((read) => overlap(read, lacked))) return true;
  return glances.some(({ path, sees }) =>
    // Of an object, what stands in its members is not seen.
    sees === 'names' ? overlap(path, lacked) : path.length >= lacked.length && overlap(path, lacked),
  );
}

type Path = readonly string[];

/** One of them leads into the other, or both to the same place. */
function overlap(a: Path, b: Path): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((token, index) => token === long[index]);
}
