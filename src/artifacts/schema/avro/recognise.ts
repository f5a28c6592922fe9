/** Tells Avro schemas from other JSON. */
import { extname } from 'node:path';
import { isObject } from '../../../document/is-object.ts';
import { withoutComments } from '../../../document/json-comments.ts';
import { type NamedContent, sourceIn } from '../../named-content.ts';
import { PRIMITIVES } from './model.ts';

const TYPES: ReadonlySet<unknown> = new Set([...PRIMITIVES, 'record', 'error', 'enum', 'fixed', 'array', 'map']);

/** By its ending, or by a named type at the top, which no other language writes so. */
export function isAvroFile(file: NamedContent): boolean {
  const ending = extname(file.path).toLowerCase();
  if (ending === '.avsc') return isSchema(parse(file));
  return ending === '.json' && isNamedType(sourceIn(file)?.value);
}

function parse({ content }: NamedContent): unknown {
  if (typeof content !== 'string') return undefined;
  try {
    return JSON.parse(withoutComments(content));
  } catch {
    return undefined;
  }
}

/** A type, an object that names one, or a union of such. Looks no deeper: a stranger's file may lie deeper than the stack. */
function isSchema(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 && value.every(isType) : isType(value);
}

function isType(value: unknown): boolean {
  if (!isObject(value)) return TYPES.has(value);
  return TYPES.has(value.type) || Array.isArray(value.type) || isObject(value.type);
}

function isNamedType(value: unknown): boolean {
  if (!isObject(value) || typeof value.name !== 'string') return false;
  const { type } = value;
  if (type === 'record' || type === 'error') {
    return (
      Array.isArray(value.fields) &&
      value.fields.every((field) => isObject(field) && 'name' in field && 'type' in field)
    );
  }
  return (type === 'enum' && Array.isArray(value.symbols)) || (type === 'fixed' && typeof value.size === 'number');
}
