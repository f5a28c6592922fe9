import { describe, expect, it, vi } from 'vitest';
import type { Moved } from '../../src/cli/limits/past.ts';
import { propose } from '../../src/cli/limits/propose.ts';
import { makeSmallRepository } from '../e2e/small.ts';
import { weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

function moved(value: number, key = 'tier.changed', unit: 'share' | 'distance' = 'share'): Moved {
  const measure = { value, low: value, high: value, interval: 'exact', unit, limit: 0.01 } as const;
  return { pipeline: 'p', key, measure, merge: { commit: 'c', subject: 's' } };
}

describe('a proposal', () => {
  // By hand: half as much again above the good, or the geometric mean between good and bad, in as few digits as part them.
  it.each<[string, number[], number[], string | undefined]>([
    ['half as much again as the largest', [0.01, 0.02], [], '3%'],
    ['between the good and the bad', [0.01], [0.04, 0.09], '2%'],
    ['just between two that are close', [0.0101], [0.0103], '1.02%'],
    ['none where the bad moved less', [0.05], [0.03], undefined],
    ['below the bad where nothing else moved', [0, 0], [0.1], '5%'],
    ['none where nothing moved', [0], [], undefined],
    ['either direction', [-0.02, 0.01], [], '3%'],
  ])('is %s', (_, good, bad, limit) => {
    expect(
      propose(
        good.map((value) => moved(value)),
        bad.map((value) => moved(value)),
      )[0]?.limit,
    ).toBe(limit);
  });

  it('counts only a loss of what is measured against labels', () => {
    const [proposal] = propose([moved(0.5, 'tier.accuracy'), moved(-0.02, 'tier.accuracy')], []);
    expect(proposal).toMatchObject({ limit: '3%', good: { measure: { value: -0.02 } } });
  });
});

describe('weir limits', () => {
  // Delays 0 to 99: the threshold 15 → 20 changes 5 of 100, 20 → 60 changes 40 of 100.
  const traffic = Array.from({ length: 100 }, (_, delay) => `${JSON.stringify({ delay })}\n`).join('');

  it('replays past merges and proposes a limit between the good and the bad', async () => {
    const repository = makeSmallRepository({ 'traffic/flights.jsonl': traffic });
    repository.commit({ 'config/board.yaml': 'late: 20\n' });
    repository.commit({ 'README.md': 'no matter\n' });
    const bad = repository.commit({ 'config/board.yaml': 'late: 60\n' });
    const { status, stdout } = await weir(repository, 'limits', '--bad', bad);
    expect(status).toBe(0);
    expect(stdout).toContain('most, of the good: 5 % in');
    expect(stdout).toContain('least, of the bad: 40 % in');
    // √(0.05 × 0.4) = 0.1414
    expect(stdout).toContain('      status.changed: 10%\n');
  });

  it('says where there is nothing to replay', async () => {
    const { status, stderr } = await weir(makeSmallRepository(), 'limits');
    expect(status).toBe(2);
    expect(stderr).toContain('no merge could be replayed');
    expect(stderr).toContain('none that touches a file of theirs');
  });
});
