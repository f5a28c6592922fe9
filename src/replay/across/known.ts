/** Facts as a replay process looks them up. */
import type { Shard } from '../../recordings/reader.ts';
import type { Asked } from './asked.ts';
import type { Facts, Refused, Source } from './fact.ts';
import type { Broken, FactsOf } from './refuse.ts';

/** Of the records of a shard. */
export function factsFor({ judged, unjudged }: Facts, { file }: Pick<Shard, 'file'>): FactsOf | undefined {
  if (judged.length === 0 && unjudged.length === 0) return undefined;
  const known = new Map(judged.map(({ step, source, id, refused }) => [keyOf(step, source, id), refused]));
  const reasons = new Map(unjudged.map(({ step, id = '', why }) => [`${step} ${id}`, why]));
  return (step, asked) => {
    const why = asked.hidden ?? reasons.get(`${step} `) ?? reasons.get(`${step} ${asked.ask.id}`);
    if (why !== undefined) return asked.isOld ? undefined : unknown(asked, why);
    const refused = asked.sources.map((source) => known.get(keyOf(step, source, asked.ask.id))).find((one) => one);
    return refused && among(refused, file.index, asked);
  };
}

function keyOf(step: number, source: Source, id: string): string {
  return `${step} ${source} ${id}`;
}

function unknown({ ask }: Asked, why: string): Broken {
  const end = {
    outcome: 'unreplayable',
    reason: `whether ${ask.id} holds of the recording is not judged: ${why}`,
  } as const;
  return () => end;
}

function among(refused: readonly Refused[], file: number, { ask }: Asked): Broken | undefined {
  const positions = refused.find((one) => one.file === file)?.positions;
  if (!positions) return undefined;
  const end = { outcome: 'rejected', reason: ask.reason } as const;
  return (position) => (holds(positions, position) ? end : undefined);
}

/** @param sorted in their order */
function holds(sorted: Float64Array, position: number): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === position;
}
