/**
 * A clock that does not jump: how late it was by the machine's clock when the process began, and what has passed since. For what
 * is waited for; the machine's clock may be set an hour back meanwhile, and whoever went by it would wait for an hour more.
 */

/** Milliseconds since 1970. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
