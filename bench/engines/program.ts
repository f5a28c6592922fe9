import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { type EngineRow, payments } from '../engine-row.ts';

/** As the guide shows it: a line in, a line out, at once. */
const PROGRAM = `import json
import sys

for line in sys.stdin:
    print(json.dumps(len(line) % 2), flush=True)
`;

export const row: EngineRow = {
  engine: 'program',
  what: 'a line of Python for each',
  files: { 'score.py': PROGRAM },
  options: { run: ['python3', 'score.py'], processes: 1 },
  documents: payments,
  bare() {
    const child = spawn('python3', ['-c', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [input, output] = [child.stdin as Socket, child.stdout as Socket];
    let said = '';
    let wake = (): void => {};
    output.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      wake();
    });
    child.unref();
    input.unref();
    process.once('exit', () => child.kill());
    return async (documents) => {
      // Between two batches nobody waits for it.
      output.ref();
      input.write(documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
      const lines: string[] = [];
      while (lines.length < documents.length) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        if (!said.includes('\n')) await promise;
        const parts = said.split('\n');
        said = parts.pop() ?? '';
        lines.push(...parts);
      }
      output.unref();
      return lines.map((line) => JSON.parse(line) as unknown);
    };
  },
  comparedWith: 'the same pipe by hand',
  isOutside: true,
  perSecond: 100_000,
  limitedBy: 'the program writes each line by itself, and both ends of the pipe wake up for it',
};
