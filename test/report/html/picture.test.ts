import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderPicture } from '../../../src/report/html/picture.ts';
import { runs } from '../../runs.ts';
import { anyReport } from '../arbitrary.ts';
import { failing, report } from '../fixtures.ts';

test('the picture of a report names the output and has both shares of each of its values', () => {
  const svg = renderPicture(failing, 'light') ?? '';

  expect(svg).toContain('>delay-compensation: tier</text>');
  for (const text of ['90 % → 86.9 %', '−3.1 points', '7 % → 9 %', '+2 points', '3 % → 4.1 %', '+1.1 points'])
    expect(svg).toContain(`>${text}</text>`);
});

test('nothing is drawn where nothing moved', () => {
  expect(renderPicture(report(), 'light')).toBeUndefined();
});

test('the picture of any report is one well-formed element that leads nowhere', () => {
  fc.assert(
    fc.property(anyReport, fc.constantFrom('light', 'dark'), (any, theme) => {
      const svg = renderPicture(any, theme) ?? '<svg></svg>';
      const open: string[] = [];
      for (const [, end, name = '', empty] of svg.matchAll(
        /<(\/?)([a-z]+)(?: [a-zA-Z0-9-]+(?::[a-z]+)?="[^"<]*")*(\/?)>/g,
      )) {
        if (end) expect(open.pop()).toBe(name);
        else if (!empty) open.push(name);
      }
      expect(open).toEqual([]);
      const text = svg.replace(/<[^<>]*>/g, '');
      expect(text).not.toMatch(/[<>]|&(?!#\d+;)/);
      expect(svg).not.toMatch(/<(script|image|a|use|foreignObject)\b|href|url\(|@import|\son\w+=/);
    }),
    { numRuns: runs(60) },
  );
});
