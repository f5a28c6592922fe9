import { expect, test } from 'vitest';
import { fromPs, processorTime } from '../../src/replay/processor-time.ts';

test('is what the process itself says, to the resolution of the system', async () => {
  const until = process.cpuUsage().user + 200_000;
  while (process.cpuUsage().user < until);
  const { user, system } = process.cpuUsage();
  const seen = await processorTime(process.pid);
  expect(seen).toBeGreaterThan((user + system) / 1000 - 50);
  expect(seen).toBeLessThan((user + system) / 1000 + 500);
});

test('of a process that is gone is not known', async () => {
  expect(await processorTime(2 ** 30)).toBeUndefined();
});

// As `ps -o time=` of BSD, macOS and Linux prints them.
test.each([
  ['  0:01.25\n', 1250],
  ['00:00:03', 3000],
  ['12:34.50', 754_500],
  ['1-02:03:04', 93_784_000],
  ['', undefined],
])('%j is %s milliseconds', (text, milliseconds) => {
  expect(fromPs(text)).toBe(milliseconds);
});
