import { expect, test } from 'vitest';
import { type ArtifactChanges, lineage } from '../../src/artifacts/artifact-changes.ts';
import type { Artifact } from '../../src/artifacts/engine.ts';
import { keyOf } from '../../src/artifacts/reference.ts';
import type { StepConfig } from '../../src/config/config.ts';
import { fingerprintOf } from '../../src/gate/fingerprint.ts';
import { pipelineOf } from './pipeline-of.ts';

const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
const steps: StepConfig[] = [
  { kind: 'schema', path: 'in.json', engine: 'json-schema', range },
  { kind: 'rules', path: 'rules.json', engine: 'json-logic-js', into: '/tier', range },
];
const pipeline = pipelineOf({ 'tier.changed': '1%' }, { steps });
const recording = ['traffic/day.jsonl 5d41402a'];

/** Texts of base and head by path. */
function changes(texts: Readonly<Record<string, readonly [string, string]>>): ArtifactChanges {
  return new Map(
    lineage(pipeline).flatMap((reference) => {
      const { path } = reference;
      const sides = texts[path];
      if (!sides) return [];
      const [base, head] = sides.map((text): Artifact => ({ path, kind: 'rules', files: new Map([[path, text]]) }));
      return [[keyOf(reference), { reference, base, head, edits: [] }] as const];
    }),
  );
}

const change = changes({ 'in.json': ['{}', '{}'], 'rules.json': ['1', '2'] });
const approved = fingerprintOf(pipeline, change, recording);

test('a change under which other files moved on both sides keeps its fingerprint', () => {
  const rebased = changes({ 'in.json': ['true', 'true'], 'rules.json': ['1', '2'] });
  expect(fingerprintOf(pipeline, rebased, recording)).toBe(approved);
});

test('owners and limits are not what an approval is about', () => {
  const stricter = pipelineOf({ 'tier.changed': '0.5%' }, { steps, owners: ['@acme/risk'] });
  expect(fingerprintOf(stricter, change, recording)).toBe(approved);
});

test.each([
  ['head says something else', pipeline, changes({ 'rules.json': ['1', '3'] }), recording],
  ['base says something else', pipeline, changes({ 'rules.json': ['0', '2'] }), recording],
  ['another file changes too', pipeline, changes({ 'in.json': ['{}', 'true'], 'rules.json': ['1', '2'] }), recording],
  ['the recording is another', pipeline, change, ['traffic/day.jsonl 7d793037']],
  [
    'the outputs are others',
    { ...pipeline, outputs: [{ name: 'x', at: '/x', kind: 'category' as const, tolerance: 0 }] },
    change,
    recording,
  ],
  ['it is another pipeline', { ...pipeline, name: 'departure-board' }, change, recording],
])('the fingerprint changes where %s', (_why, other, otherChange, otherRecording) => {
  expect(fingerprintOf(other, otherChange, otherRecording)).not.toBe(approved);
});
