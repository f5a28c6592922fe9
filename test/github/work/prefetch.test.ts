import { expect, test } from 'vitest';
import { prefetch } from '../../../src/github/work/prefetch.ts';
import { pipelineOf } from '../../gate/pipeline-of.ts';

test('every governed file of both sides is asked for at once, and what fails is left to whoever needs it', async () => {
  const asked: string[] = [];
  const side = (name: string) => ({
    async read(path: string) {
      asked.push(`${name} ${path}`);
      throw new Error('out of order');
    },
  });

  const risk = pipelineOf({}, { params: 'config/risk.json' });
  const fares = pipelineOf({}, { params: 'config/fares.json' });
  prefetch([risk, fares, risk], [side('base'), side('head')]);

  expect(asked).toEqual([
    'base config/risk.json',
    'base config/fares.json',
    'head config/risk.json',
    'head config/fares.json',
  ]);
});
