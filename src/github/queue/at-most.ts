/** Waiting with a bound, for the stores as they close. */

/** Resolves when the promise has settled or the milliseconds have passed, whichever is first. */
export async function atMost(milliseconds: number, promise: Promise<unknown>): Promise<void> {
  const { promise: passed, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  try {
    await Promise.race([promise.catch(() => {}), passed]);
  } finally {
    clearTimeout(timer);
  }
}
