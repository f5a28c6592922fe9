/** What is wrong with a record and can be told once all names are known: that it holds itself, and its defaults. */
import { misfit } from './fits.ts';
import { describe, type RecordSchema, type Schema } from './model.ts';
import { brief, type Notes } from './notes.ts';

export function checkRecord(record: RecordSchema, notes: Notes): void {
  if (holdsItself(record))
    notes.mistake(record, `record ${record.name.short} holds itself, so no value of it ever ends`);
  for (const field of record.fields.values()) {
    if (!field.fallback) continue;
    const { value } = field.fallback;
    const place = { ...field, pointer: `${field.pointer}/default` };
    const wrong = misfit(field.type, value);
    if (wrong !== undefined) {
      notes.mistake(place, `a default that is no ${describe(field.type)}`, { found: brief(value), expected: wrong });
    } else if (field.type.kind === 'union' && field.type.branches.findIndex((one) => !misfit(one, value)) > 0) {
      notes.doubt(
        place,
        `the default of ${field.name} is not of its first type, which readers before Avro 1.12 refuse`,
      );
    }
  }
}

/** Whether it leads back to itself by fields that every value has. */
function holdsItself(record: RecordSchema): boolean {
  const pending: RecordSchema[] = [record];
  const seen = new Set<Schema>();
  // The list grows while it is walked.
  for (const { fields } of pending) {
    for (const { type } of fields.values()) {
      if (type === record) return true;
      if (type.kind !== 'record' || seen.has(type)) continue;
      seen.add(type);
      pending.push(type);
    }
  }
  return false;
}
