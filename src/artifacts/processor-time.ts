/** Milliseconds that this process has computed so far: unlike a clock's, the same on a machine that is busy with others. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
