import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { createProgress } from '../../src/report/progress.ts';

function record(isTTY: boolean, width = 80) {
  const written: string[] = [];
  let time = 0;
  const stream = { isTTY, columns: width, write: (text: string) => written.push(text) };
  return {
    written,
    progress: createProgress(stream, () => time),
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    line: () => written.at(-1)?.replace('\r\u001b[2K', ''),
  };
}

describe('progress on a terminal', () => {
  test('it shows the share, the records, the rate and the time left', () => {
    const { progress, wait, line } = record(true, 100);
    progress.update({ done: 0, total: 1_200_000, label: 'delay-compensation' });
    wait(2000);
    progress.update({ done: 300_000, total: 1_200_000, label: 'delay-compensation' });
    expect(line()).toBe('delay-compensation  ▕███         ▏ 25 %  300 k of 1.2 M records  150 k/s  6 s left');
  });

  test('ten lines a second at most', () => {
    const { progress, wait, written } = record(true);
    for (let done = 0; done < 1000; done += 1) {
      progress.update({ done, total: 1000, label: 'a' });
      wait(1);
    }
    expect(written.length).toBe(10);
  });

  test('it erases itself at the end', () => {
    const { progress, written } = record(true);
    progress.update({ done: 1, total: 2, label: 'a' });
    progress.finish();
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  test('where nothing was drawn nothing is erased', () => {
    const { progress, written } = record(true);
    progress.finish();
    expect(written).toEqual([]);
  });

  test('a stream that is no terminal gets nothing', () => {
    const { progress, written } = record(false);
    progress.update({ done: 1, total: 2, label: 'a' });
    progress.finish();
    expect(written).toEqual([]);
  });

  test('a line never wraps, and a name cannot move the cursor', () => {
    const { progress, line } = record(true, 50);
    progress.update({ done: 1, total: 2, label: `\u001b[2J${'name'.repeat(30)}` });
    expect(stringWidth(line() ?? '')).toBeLessThan(50);
    expect(line()).not.toContain('\u001b');
  });
});
