import { expect, test } from 'vitest';
import { diff } from './artifact.ts';

test('ten megabytes are compared', () => {
  const message = (index: number) =>
    `// Number ${index} of many messages, with a comment that makes the file as large as it is said to be.\nmessage Message${index} { string identifier = 1; int64 amount = 2; }\n`;
  const text = `syntax = "proto3";\n${Array.from({ length: 62_000 }, (_, index) => message(index)).join('')}`;

  expect(text.length).toBeGreaterThan(10_000_000);
  expect(
    diff(text, text.replace('int64 amount = 2; }\n// Number 500 ', 'int32 amount = 2; }\n// Number 500 ')),
  ).toEqual([expect.objectContaining({ change: 'type-changed', selector: 'Message499.amount', lines: [1001, 1001] })]);
}, 120_000);
