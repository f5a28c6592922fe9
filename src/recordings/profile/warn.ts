/** Fields that should rather not stand in a recording, a sentence each: where they are and what they look like. */
import { percent } from '../../format/numbers.ts';
import { type Field, Fields } from './fields.ts';

/** Of records as they are read; what weir.yml redacts is not among them. */
export function sensitiveWarnings(records: readonly unknown[]): string[] {
  const fields = new Fields();
  for (const record of records) fields.add(record);
  return fields.list().flatMap((field) => sensitiveWarning(field, records.length) ?? []);
}

export function sensitiveWarning({ pointer, sensitive }: Field, records: number): string | undefined {
  if (!sensitive) return undefined;
  const { is, records: found } = sensitive;
  const what = is === 'secrets' ? 'is called like a secret' : `looks like ${is}`;
  return `${pointer} ${what}, in ${percent(found / records)} of the records; redact in weir.yml takes it out`;
}
