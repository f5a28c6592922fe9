/** Whether a default in a schema is of its type. */
import { isObject } from '../../../document/is-object.ts';
import { branchesOf, describe, type Schema } from './model.ts';
import { isOfKind } from './values.ts';

/** What would be one, in words; undefined where it is. A union's may be of any of its types. */
export function misfit(schema: Schema, value: unknown): string | undefined {
  switch (schema.kind) {
    case 'union':
      return branchesOf(schema).some((branch) => misfit(branch, value) === undefined) ? undefined : describe(schema);
    case 'array':
      if (!Array.isArray(value)) return 'a list';
      return first(value.map((item) => misfit(schema.items, item)));
    case 'map':
      if (!isObject(value)) return 'an object';
      return first(Object.values(value).map((item) => misfit(schema.values, item)));
    case 'record':
      if (!isObject(value)) return 'an object';
      return first(
        [...schema.fields.values()].map(({ name, type, fallback }) => {
          if (Object.hasOwn(value, name)) return misfit(type, value[name]);
          return fallback ? undefined : `an object with ${name}`;
        }),
      );
    case 'enum':
      return typeof value === 'string' && schema.symbols.has(value)
        ? undefined
        : `one of ${[...schema.symbols].join(', ')}`;
    default:
      return isOfKind(schema, value) ? undefined : describe(schema);
  }
}

function first(found: readonly (string | undefined)[]): string | undefined {
  return found.find((one) => one !== undefined);
}
