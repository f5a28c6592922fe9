/**
 * How late it is by GitHub's clock, which alone decides what time has made of a check. The machine's own may be days off, or jump:
 * by it a veto would be over that owners still have days to answer to.
 */
import { steadyNow } from '../../steady-clock.ts';
import type { WorkContext } from './context.ts';

/** Milliseconds for which an answer is gone on from, by a clock that does not jump. */
const FRESH = 60_000;

const told = new WeakMap<object, { readonly time: number; readonly asked: number }>();

/** Milliseconds since 1970; undefined where GitHub does not say. */
export async function gitHubNow({ app, log }: Pick<WorkContext, 'app' | 'log'>): Promise<number | undefined> {
  const before = told.get(app);
  const asked = steadyNow();
  if (before && asked - before.asked < FRESH) return before.time + asked - before.asked;
  try {
    const time = await app.time();
    if (time !== undefined) told.set(app, { time, asked });
    return time;
  } catch (error) {
    log.warn({ err: error }, 'GitHub does not say how late it is');
    return undefined;
  }
}
