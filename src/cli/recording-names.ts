/** Names of formats and envelopes, as the option `--format` takes them. */
import { UsageError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { envelopes } from '../recordings/envelopes/registry.ts';
import { formats } from '../recordings/formats/registry.ts';

export function formatNames(): string[] {
  return [...envelopes, ...formats].map(({ id }) => id);
}

/** Throws a UsageError for a name that there is not. */
export function knownFormat(format: string): string {
  const names = formatNames();
  if (names.includes(format)) return format;
  const expected = `one of ${names.join(', ')}`;
  throw new UsageError([{ message: `no format is called "${format}"`, expected, nearest: nearest(format, names) }]);
}
