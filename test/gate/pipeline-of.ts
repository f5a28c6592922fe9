/** Pipelines for tests of the gate, from limits as weir.yml writes them. */
import type { LimitConfig, PipelineConfig } from '../../src/config/config.ts';

const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };

export function pipelineOf(
  limits: Readonly<Record<string, string>>,
  extra: Partial<PipelineConfig> = {},
): PipelineConfig {
  return {
    name: 'delay-compensation',
    owners: ['@acme/claims'],
    recording: { name: 'flights', files: 'traffic/*.jsonl', input: '', range },
    steps: [],
    outputs: [],
    segments: [],
    limits: Object.entries(limits).map(([key, text]) => limitOf(key, text)),
    limitsAreDefaults: false,
    range,
    ...extra,
  };
}

function limitOf(key: string, text: string): LimitConfig {
  const dot = key.indexOf('.');
  const [output, measure] = dot < 0 ? [undefined, key] : [key.slice(0, dot), key.slice(dot + 1)];
  const amount = Number.parseFloat(text);
  if (text.endsWith('%'))
    return { key, output, measure, limit: { kind: 'share', amount: Number(`${amount}e-2`) }, text, range };
  if (text.endsWith('records')) return { key, output, measure, limit: { kind: 'records', amount }, text, range };
  const kind = output === undefined || measure === 'changed' ? 'share' : 'number';
  return { key, output, measure, limit: { kind, amount }, text, range };
}
