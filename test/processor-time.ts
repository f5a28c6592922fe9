/** How much work something is, whatever else the machine does meanwhile. */

/** Milliseconds of processor time that `work` takes on this thread. */
export function processorTime(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
