import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { flowChart } from '../../../src/report/html/charts/flows.ts';

const flows = [
  { from: 'none', to: 'short', amount: 300 },
  { from: 'none', to: 'long', amount: 100 },
  { from: 'long', to: 'short', amount: 100 },
];

function chart(...input: Parameters<typeof flowChart>) {
  return parseHTML(`<!doctype html><html><body>${flowChart(...input)}</body></html>`).document;
}

function heights(document: ReturnType<typeof chart>, side: string): number[] {
  return [...document.querySelectorAll(`.${side} rect`)].map((node) => Number(node.getAttribute('height')));
}

test('a value is as tall as what leaves or reaches it', () => {
  const document = chart('tier', flows, ['none', 'short', 'long'], 'records');
  const [none = 0, long = 0] = heights(document, 'base-bar');
  const [short = 0, longAtHead = 0] = heights(document, 'head-bar');
  expect(none / long).toBeCloseTo(4, 0);
  expect(short / longAtHead).toBeCloseTo(4, 0);
  expect(none + long).toBeCloseTo(short + longAtHead, 0);
});

test('values stand in the given order and never overlap', () => {
  const document = chart('tier', flows, ['long', 'short', 'none'], 'records');
  const names = [...document.querySelectorAll('text.name')].map((node) => node.textContent);
  expect(names).toEqual(['long', 'none', 'long', 'short']);
  const tops = [...document.querySelectorAll('.base-bar rect')].map((node) => Number(node.getAttribute('y')));
  expect(tops[1]! - tops[0]!).toBeGreaterThan(heights(document, 'base-bar')[0]!);
});

test('the label says in words what the ribbons show, the largest first', () => {
  const label = chart('tier', flows, [], 'records').querySelector('svg')?.getAttribute('aria-label');
  expect(label).toBe(
    'tier: 300 records from none to short; 100 records from none to long; 100 records from long to short.',
  );
});

test('only the twelve largest flows are drawn', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ from: `a${index}`, to: `b${index}`, amount: 30 - index }));
  expect(chart('tier', many, [], 'records').querySelectorAll('.ribbon').length).toBe(12);
});
