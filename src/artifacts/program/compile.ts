/** The part of a program's stage that stays in the lock: what is said to it, and what is made of its answers. */
import { asking, toLine } from '../asking.ts';
import type { Artifact, CompileOptions, Stage } from '../engine.ts';

export async function compile(_artifact: Artifact, { ask }: CompileOptions = {}): Promise<Stage> {
  return asking(
    {
      request: toLine,
      read: (line) => ({ outcome: 'ok', value: JSON.parse(line) }),
      unsaid: 'the document is nested too deeply for a line of JSON',
      unread: 'the program printed a line that is no JSON',
    },
    ask,
  );
}
