/**
 * A limit on what native code holds while it works in threads of its own: the budget of a replay process is about its
 * JavaScript heap alone.
 */

/** Milliseconds between two looks; the memory that a rule can take within is some ten megabytes. */
const PAUSE = 20;
/** Of a watch that never ends. */
const LONG_PAUSE = 250;

/**
 * Does the work; where the process grows by more than this meanwhile, it ends, as when its heap is full. Whoever started it
 * then knows which records were under way.
 */
export async function withinMemory<T>(megabytes: number, work: () => Promise<T>): Promise<T> {
  const most = process.memoryUsage.rss() + megabytes * 1024 * 1024;
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > most) end();
  }, PAUSE);
  try {
    return await work();
  } finally {
    clearInterval(watch);
  }
}

/** Ends this process once it holds more than so much, for whatever. */
export function holdAtMost(megabytes: number): void {
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > megabytes * 1024 * 1024) end();
  }, LONG_PAUSE);
  watch.unref();
}

/** As V8 says it, which is what the starter of a process looks for. */
function end(): void {
  process.stderr.write('heap out of memory\n', () => process.kill(process.pid, 'SIGKILL'));
}
