/** What the registries of recordings add to the published JSON Schema of weir.yml. */
import { envelopes } from '../src/recordings/envelopes/registry.ts';
import { formats } from '../src/recordings/formats/registry.ts';

interface Schema {
  $defs: { recording: { properties: Record<string, object> } };
}

/** Keys of a recording that every format has. They keep their order; those of plugs stand before the last. */
const common = ['files', 'format', 'input', 'output', 'label', 'id', 'time', 'weight', 'value', 'labels', 'partitions'];

/** The schema with the formats and envelopes that there are, their own keys, and none of those that are gone. */
export function withPlugs<T extends Schema>(schema: T): T {
  const { recording } = schema.$defs;
  const { partitions, ...others } = Object.fromEntries(
    Object.entries(recording.properties).filter(([key]) => common.includes(key)),
  );
  const options = Object.fromEntries([...formats, ...envelopes].flatMap((plug) => Object.entries(plug.options)));
  const properties = { ...others, format: { ...others.format, ...formatKey() }, ...options, partitions };
  return { ...schema, $defs: { ...schema.$defs, recording: { ...recording, properties } } };
}

function formatKey(): object {
  const about = envelopes.map(({ id, about }) => `${id}: ${about}`);
  return {
    enum: [...formats, ...envelopes].map(({ id }) => id),
    description: ['How the files are written. Default: by extension.', ...about].join(' '),
  };
}
