import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const MODULE = join(import.meta.dirname, '../src/at-exit.ts');

function run(script: string) {
  const source = `import { atExit } from ${JSON.stringify(MODULE)};\n${script}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', source], {
    encoding: 'utf8',
  });
  return { stdout, stderr };
}

test('all that wait have their turn when the process ends, and Node warns of none of them', () => {
  const { stdout, stderr } = run(`
    const calls = Array.from({ length: 30 }, (_, at) => atExit(() => console.log(at)));
    for (const call of calls.slice(2, 29)) call();
    console.log('end');
  `);
  expect(stdout.split('\n')).toEqual(['end', '0', '1', '29', '']);
  expect(stderr).toBe('');
});

test('one that fails keeps none of the others from its turn', () => {
  const { stdout, stderr } = run(`
    atExit(() => { throw new Error('broken'); });
    atExit(() => console.log('second'));
  `);
  expect(stdout).toBe('second\n');
  expect(stderr).toContain('broken');
});

test('nothing is left with Node once nobody waits', () => {
  const { stdout } = run(`
    const before = process.listenerCount('exit');
    const [one, other] = [atExit(() => {}), atExit(() => {})];
    one();
    one();
    console.log(process.listenerCount('exit') - before);
    other();
    console.log(process.listenerCount('exit') - before);
  `);
  expect(stdout).toBe('1\n0\n');
});
