import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runChaos } from './chaos/run.ts';

test('every check is right in the end, whatever is lost, doubled, late or killed', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'weir-chaos-'));
  try {
    const { wrong, log } = await runChaos({ pulls: 25, kills: 3, seed: 1, directory });

    expect(wrong, log).toEqual([]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}, 600_000);
