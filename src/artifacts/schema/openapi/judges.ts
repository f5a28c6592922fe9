/** Judges values by the schemas of a document, each made ready when the first value gets there. */
import { isObject } from '../json-schema/keywords.ts';
import { keyOf, type Place } from '../json-schema/library.ts';
import { compileExplain, type Explain } from '../json-schema/reason.ts';
import { createJudge } from '../json-schema/validate/build.ts';
import { metaSchemas } from '../json-schema/validate/meta-schemas.ts';
import { newState } from '../json-schema/validate/state.ts';
import type { Direction, Document } from './document.ts';
import { follow } from './operations.ts';

export interface Judges {
  /** Why a value is refused, in words that hold nothing of it: `request body /age must be integer`. */
  ofValue(direction: Direction, schema: Place, value: unknown, what: string): string | undefined;
  /** The same of what came as text, in a path, a query or a header. */
  ofText(direction: Direction, schema: Place, value: unknown, what: string): string | undefined;
}

export function createJudges({ libraries }: Document): Judges {
  const judges = {
    request: createJudge(libraries.request, { meta: metaSchemas() }),
    response: createJudge(libraries.response, { meta: metaSchemas() }),
  };
  const explains = new Map<string, Explain>();
  return {
    ofValue,
    ofText: (direction, schema, value, what) => ofValue(direction, schema, typed(direction, schema, value), what),
  };

  function ofValue(direction: Direction, schema: Place, value: unknown, what: string): string | undefined {
    const cell = judges[direction](schema);
    if (cell.check(value, newState(false), undefined)) return undefined;
    const state = newState(true);
    cell.check(value, state, undefined);
    const { failure } = state;
    return failure ? `${what} ${explainOf(direction, schema)(failure.path, failure.message)}` : `${what} is refused`;
  }

  function explainOf(direction: Direction, schema: Place): Explain {
    const key = `${direction} ${keyOf(schema)}`;
    const explain = explains.get(key) ?? compileExplain({ ...libraries[direction], root: schema });
    explains.set(key, explain);
    return explain;
  }

  /** As the schema's type has it, where the text can be read so. */
  function typed(direction: Direction, place: Place, value: unknown): unknown {
    const found = follow(libraries[direction], place);
    const schema = found && isObject(found.schema) ? found.schema : {};
    const types: readonly unknown[] = Array.isArray(schema.type) ? schema.type : [schema.type];
    if (types.includes('array') && found) {
      const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
      const items = { ...found, pointer: `${found.pointer}/items`, schema: schema.items ?? true };
      return list.map((item) => typed(direction, items, item));
    }
    if (typeof value !== 'string') return value;
    if (types.some((type) => type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value))
      return Number(value);
    if (types.includes('boolean') && /^(true|false)$/.test(value)) return value === 'true';
    return value;
  }
}
