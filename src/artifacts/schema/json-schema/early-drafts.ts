/** What drafts 03 and 04 say in words of their own, in the words of draft-06 and later. */
import { isObject, isSchema, type JsonObject, own } from './keywords.ts';

/** `id`, and bounds that are exclusive by a flag. */
export function draft04(schema: JsonObject): JsonObject {
  if (!OWN_WORDS.some((keyword) => Object.hasOwn(schema, keyword))) return schema;
  const { id, $id: _, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  return {
    ...(id === undefined ? {} : { [typeof id === 'string' ? '$id' : 'id']: id }),
    ...rest,
    ...exclusive('exclusiveMinimum', exclusiveMinimum, own(schema, 'minimum')),
    ...exclusive('exclusiveMaximum', exclusiveMaximum, own(schema, 'maximum')),
  };
}

const OWN_WORDS = ['id', '$id', 'exclusiveMinimum', 'exclusiveMaximum'];

function exclusive(keyword: string, flag: unknown, bound: unknown): JsonObject {
  return flag === true && bound !== undefined ? { [keyword]: bound } : {};
}

/**
 * Also `extends`, `disallow`, `divisibleBy`, types that are schemas, and `required` within the property itself.
 * @param written the same schema as the file has it
 */
export function draft03(schema: JsonObject, written: JsonObject): JsonObject {
  const { extends: parents, disallow, divisibleBy, type, required: _, dependencies, ...rest } = draft04(schema);
  const properties = own(written, 'properties');
  const required = Object.entries(isObject(properties) ? properties : {})
    .filter(([, property]) => isObject(property) && own(property, 'required') === true)
    .map(([name]) => name);
  return {
    ...rest,
    ...(required.length > 0 ? { required } : {}),
    ...(parents === undefined ? {} : { allOf: Array.isArray(parents) ? parents : [parents] }),
    ...(disallow === undefined ? {} : { not: typed(disallow) }),
    ...(divisibleBy === undefined ? {} : { multipleOf: divisibleBy }),
    ...(type === undefined ? {} : typed(type)),
    ...(isObject(dependencies) ? { dependencies: listed(dependencies) } : {}),
  };
}

function typed(type: unknown): JsonObject {
  const types = Array.isArray(type) ? type : [type];
  if (types.includes('any')) return {};
  if (!types.some((one) => isSchema(one))) return { type };
  return { anyOf: types.map((one: unknown) => (isSchema(one) ? one : { type: one })) };
}

function listed(dependencies: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
  );
}
