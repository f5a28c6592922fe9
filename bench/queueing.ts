/** How well workers are used that take shards off one queue, in the order in which these were handed over. */

/** Milliseconds. */
export interface Delays {
  /** What the first shard of each worker takes more. */
  readonly start: number;
  /** From the end of a shard to the beginning of the next one. */
  readonly gap: number;
}

/** Of all the time that the workers were there until the last one was done, the share in which shards were replayed. */
export function efficiency(times: readonly number[], workers: number, { start, gap }: Delays): number {
  const free = Array.from({ length: workers }, () => start);
  for (const time of times) {
    // Whoever is free first takes it.
    const next = free.indexOf(Math.min(...free));
    free[next] = (free[next] ?? 0) + gap + time;
  }
  return times.reduce((sum, time) => sum + time, 0) / (workers * Math.max(...free));
}
