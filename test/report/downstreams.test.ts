/** Lines about pipelines of other repositories, where there are many: twenty are shown, the gravest first, and the others counted. */
import { expect, test } from 'vitest';
import { downstreamTable } from '../../src/report/markdown/downstreams.ts';
import type { Downstream, Report } from '../../src/report/report.generated.ts';
import { report } from './fixtures.ts';

function line(at: number, more: Partial<Downstream>): Downstream {
  const name = {
    repository: 'acme/risk',
    pipeline: `p${at}`,
    branch: 'main',
    revision: 'a'.repeat(40),
    reads: ['main'],
  };
  return { ...name, status: 'judged', gate: 'inform', owners: [], reasons: [], ...more };
}

test('of 30 pipelines 20 are shown, what fails first, and the others are counted by how they fare', () => {
  const downstreams = [
    ...Array.from({ length: 20 }, (_, at) => line(at, { verdict: 'pass' })),
    ...Array.from({ length: 5 }, (_, at) => line(20 + at, { verdict: 'unaffected' })),
    ...Array.from({ length: 2 }, (_, at) => line(25 + at, { status: 'not reached', because: 'it reads v1' })),
    line(27, { verdict: 'inconclusive', gate: 'block' }),
    line(28, { verdict: 'fail' }),
    line(29, { verdict: 'fail', gate: 'block' }),
  ];
  const many: Report = report({ pipelines: [], downstreams });
  const text = downstreamTable(many);
  const names = [...text.matchAll(/acme\/risk · (p\d+)/g)].map(([, name]) => name);
  expect(names).toEqual(['p29', 'p28', 'p27', ...Array.from({ length: 17 }, (_, at) => `p${at}`)]);
  expect(text).toContain('… and 5 more downstream pipelines: 3 pass, 2 not reached');
  expect(text).toContain('– 5 downstream pipelines unaffected');
});
