/** What the registries of engines and of recordings add to the published JSON Schema of weir.yml. */

import type { Manifest } from '../src/artifacts/manifest.ts';
import { engines } from '../src/artifacts/registry.ts';
import { envelopes } from '../src/recordings/envelopes/registry.ts';
import { formats } from '../src/recordings/formats/registry.ts';

interface Schema {
  $defs: { recording: { properties: Record<string, object> & { labels: { properties: Record<string, object> } } } } & {
    [kind in 'schemaStep' | 'rulesStep' | 'modelStep' | 'programStep']: { properties: Record<string, object> };
  };
}

/** Keys of a recording that every format has. They keep their order; those of plugs stand before the folders and the window. */
const common = [
  'files',
  'table',
  'where',
  'format',
  'compression',
  'input',
  'output',
  'label',
  'id',
  'time',
  'zone',
  'weight',
  'value',
  'labels',
  'avro',
  'partitions',
  'window',
  'partition',
  'max_age',
  'redact',
];

/** The schema with the formats and envelopes that there are, their own keys, and none of those that are gone. */
export function withPlugs<T extends Schema>(schema: T): T {
  const { recording } = schema.$defs;
  const { partitions, window, partition, max_age, redact, ...others } = Object.fromEntries(
    Object.entries(recording.properties).filter(([key]) => common.includes(key)),
  );
  const options = Object.fromEntries([...formats, ...envelopes].flatMap((plug) => Object.entries(plug.options)));
  // How a table of outcomes is written, its own files may say as well.
  const ofFiles = formats.flatMap((plug) => Object.keys(plug.options));
  const known = Object.entries(recording.properties.labels.properties).filter(([key]) => !ofFiles.includes(key));
  const referring = ofFiles.map((key) => [key, { $ref: `#/$defs/recording/properties/${key}` }]);
  const labels = {
    ...recording.properties.labels,
    properties: Object.fromEntries([...known, ...referring]),
  };
  const properties = {
    ...others,
    labels,
    format: { ...others.format, ...formatKey() },
    ...options,
    partitions,
    window,
    partition,
    max_age,
    redact,
  };
  const steps = (['schema', 'rules', 'model', 'program'] as const).map((kind) => [
    `${kind}Step`,
    withEngines(schema.$defs[`${kind}Step`], kind),
  ]);
  return {
    ...schema,
    $defs: { ...schema.$defs, recording: { ...recording, properties }, ...Object.fromEntries(steps) },
  };
}

/** Keys that the steps of every engine have. Those of engines stand before "into", or last. */
const ofSteps = ['schema', 'rules', 'model', 'program', 'from', 'engine', 'each'];

/** A step with the engines that there are for it, and their own keys. */
function withEngines<T extends { properties: Record<string, object> }>(step: T, kind: Manifest['kind']): T {
  const able = engines.filter((engine) => engine.kind === kind);
  const kept = Object.fromEntries(Object.entries(step.properties).filter(([key]) => ofSteps.includes(key)));
  const options = Object.fromEntries(able.flatMap((engine) => Object.entries(engine.options)));
  const { into } = step.properties;
  const engine = { ...step.properties.engine, enum: able.map(({ id }) => id) };
  return { ...step, properties: { ...kept, engine, ...options, ...(into && { into }) } };
}

function formatKey(): object {
  const about = envelopes.map(({ id, about }) => `${id}: ${about}`);
  return {
    enum: [...formats, ...envelopes].map(({ id }) => id),
    description: ['How the files are written. Default: by extension.', ...about].join(' '),
  };
}
