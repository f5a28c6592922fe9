/**
 * A clock that does not jump: how late it was by the machine's clock when the process began, and what has passed since. For what
 * is waited for; the machine's clock may be set an hour back meanwhile, and whoever went by it would wait for an hour more.
 */

/** Whole milliseconds since 1970, since timers take no others. */
export function steadyNow(): number {
  return Math.floor(performance.timeOrigin + performance.now());
}
