import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderJson } from '../../src/report/json.ts';
import { runs } from '../runs.ts';
import { anyReport } from './arbitrary.ts';
import { failing, numeric, reports } from './fixtures.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ allErrors: true }).compile(schema);

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('the report as JSON', () => {
  test.each(Object.keys(reports))('%s is what the published schema says', (name) => {
    validate(JSON.parse(renderJson(reports[name]!)));
    expect(validate.errors).toBeNull();
  });

  test('any report comes back as it was and validates', () => {
    fc.assert(
      fc.property(anyReport, (any) => {
        const read: unknown = JSON.parse(renderJson(any));
        expect(read).toEqual(JSON.parse(JSON.stringify(any)));
        validate(read);
        expect(validate.errors).toBeNull();
      }),
      { numRuns: runs(150) },
    );
  });

  test('equal reports are equal bytes, whatever the order of their keys', () => {
    for (const one of Object.values(reports)) {
      const other = reversed(one) as typeof one;
      expect(renderJson(other)).toBe(renderJson(one));
    }
  });

  test('keys stand in the order of the schema, and a newline ends the file', () => {
    const json = renderJson(failing);
    expect(Object.keys(JSON.parse(json))).toEqual(Object.keys(schema.properties).filter((key) => key in failing));
    expect(json.endsWith('}\n')).toBe(true);
  });

  test('a number beyond the largest has no value, or is the largest where there must be one', () => {
    const mean = {
      ...numeric.pipelines[0]!.outputs[0]!,
      distribution: { base: { mean: Infinity }, head: { mean: 1e307 } },
    };
    const overflown = { ...numeric, pipelines: [{ ...numeric.pipelines[0]!, outputs: [mean] }] };
    const read = JSON.parse(renderJson({ ...overflown, seed: -Infinity }));
    expect(read.pipelines[0].outputs[0].distribution).toEqual({ base: { mean: null }, head: { mean: 1e307 } });
    expect(read.seed).toBe(-1.7976931348623157e308);
  });
});
