/** Which steps read what was taken out of a record, or changed, before a replay has it: such records cannot be replayed. */
import type { Stage } from '../artifacts/engine.ts';
import { overlap } from '../document/overlap.ts';
import { pointerTokens } from '../document/pointer.ts';
import type { RunnableStep } from './runnable-step.ts';
import { type End, leave, type Track } from './track.ts';

/**
 * Ends a record at its start in every variant that reads what it lacks.
 *
 * @param lacks pointers into the input: what was erased or changed before it was recorded
 * @param redacted pointers into the input: what weir.yml takes out, of every record
 */
export function endLacking(
  track: Track,
  steps: readonly RunnableStep[],
  lacks: readonly string[],
  redacted: readonly string[],
): void {
  const ends = track.variants.map((variant) => ({ variant, end: endOf(steps, { lacks, redacted }, variant) }));
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
function endOf(
  steps: readonly RunnableStep[],
  { lacks, redacted }: { readonly lacks: readonly string[]; readonly redacted: readonly string[] },
  variant: number,
): End | undefined {
  for (const { path, versions, write, readsRecord } of steps) {
    if (readsRecord) continue;
    const stage = versions.find(({ variants }) => variants.includes(variant))?.stage;
    const pointer = lacks.find((one) => mayRead(stage, pointerTokens(one)));
    if (pointer !== undefined) {
      const what = stage?.reads ? `reads ${pointer || 'the whole input'}` : `may read ${pointer || 'the whole input'}`;
      return { outcome: 'unreplayable', path, reason: `${what}, which was erased or changed before it was recorded` };
    }
    // What a schema says of the rest is as good an answer as there is.
    const reads = write && stage?.reads;
    const gone = redacted.find((one) => reads?.some((read) => overlap(read, pointerTokens(one))));
    if (gone !== undefined) return { outcome: 'unreplayable', path, reason: `reads ${gone}, which weir.yml redacts` };
  }
  return undefined;
}

function mayRead({ reads, glances = [] }: Pick<Stage, 'reads' | 'glances'> = {}, lacked: readonly string[]): boolean {
  if (!reads) return true;
  if (reads.some((read) => overlap(read, lacked))) return true;
  return glances.some(({ path, sees }) =>
    // Of an object, what stands in its members is not seen.
    sees === 'names' ? overlap(path, lacked) : path.length >= lacked.length && overlap(path, lacked),
  );
}
