/** One pull request through the steps of action.yml, from its checkout to the annotation on the line. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HALF_OF_THEM_CHANGE, makeServer, openPullRequest, shallowCheckout } from './github.ts';
import { runAction } from './runner.ts';

const PARAMS = 'config/compensation.yaml';

test('a pull request that exceeds a limit fails, with an error on the line and both reports', async () => {
  const server = makeServer();
  const pull = openPullRequest(server, { [PARAMS]: HALF_OF_THEM_CHANGE });
  const ran = await runAction(shallowCheckout(server, pull.merge), pull.event);
  expect(ran).toMatchObject({ status: 1, outputs: { verdict: 'fail' } });
  expect(ran.summary).toContain('compensation: tier.changed');
  expect(ran.log).toContain('compensation: tier.changed');
  expect(ran.commands).toEqual([
    {
      name: 'error',
      properties: { file: PARAMS, line: '2', endLine: '2', title: 'compensation: fail' },
      message: expect.stringMatching(
        /^delay\.minutes: 180 became 5 \(risky\)\ncompensation: fail\. tier\.changed is 50 %/,
      ),
    },
  ]);
  const report = JSON.parse(readFileSync(ran.outputs.report ?? '', 'utf8'));
  expect(report).toMatchObject({ verdict: 'fail', head: pull.head, base: server.git('rev-parse', 'main') });
  expect(readFileSync(ran.outputs.html ?? '', 'utf8')).toContain('<html');
});
