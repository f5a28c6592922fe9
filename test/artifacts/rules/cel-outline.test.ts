import { expect, test } from 'vitest';
import { outlineExpression } from '../../../src/artifacts/rules/cel/outline.ts';

test.each([
  ['delay >= 180.0 && has(flight.origin.city)', [['delay'], ['flight', 'origin', 'city']], []],
  ['params.limits["short"] < delay', [['delay']], [['limits', 'short']]],
  ['stops.exists(stop, stop.delay > limit)', [['stops'], ['limit']], []],
  ['stops[0].city == "JFK"', [['stops', 'city']], []],
  ['1 + 1', [], []],
])('%s reads %j', (text, reads, params) => {
  expect(outlineExpression(text, 'x.cel')).toMatchObject({ reads, params });
});

test.each([
  ['delay > 1.0 ? "late" : (delay > 0.0 ? "short" : "none")', ['late', 'short', 'none']],
  ['delay > 1.0', [true, false]],
  ['delay', []],
])('%s answers %j', (text, answers) => {
  expect(outlineExpression(text, 'x.cel').answers).toEqual(answers);
});
