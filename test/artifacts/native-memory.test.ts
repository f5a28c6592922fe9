import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const MODULE = join(import.meta.dirname, '../../src/artifacts/native-memory.ts');

/** What becomes of a process that may hold 300 MB, and takes as many pieces of 20 MB outside of V8's heap. */
function holding(pieces: number): { readonly signal: string | null; readonly stderr: string } {
  const script = `
    import { holdAtMost } from ${JSON.stringify(MODULE)};
    holdAtMost(300);
    const held = [];
    const timer = setInterval(() => {
      if (held.length < ${pieces}) held.push(Buffer.alloc(20e6, 1));
      else if (performance.now() > 1500) clearInterval(timer);
    }, 20);`;
  const { signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  return { signal, stderr };
}

test('a process that holds more than it may ends, and says so as V8 does of its heap', () => {
  expect(holding(100)).toMatchObject({ signal: 'SIGKILL', stderr: expect.stringContaining('heap out of memory') });
});

test('one that holds less is let be', () => {
  expect(holding(5)).toEqual({ signal: null, stderr: '' });
});
