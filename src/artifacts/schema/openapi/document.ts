/** An OpenAPI or Swagger document as the two libraries of schemas that it holds: as requests and as responses are judged. */
import { ArtifactError, type Problem } from '../../../errors.ts';
import type { Artifact } from '../../engine.ts';
import { parseArtifact } from '../../parse.ts';
import type { Holder } from '../json-schema/adapt.ts';
import type { Dialect } from '../json-schema/dialect.ts';
import { isObject, type JsonObject, strings } from '../json-schema/keywords.ts';
import { type Library, openLibrary, problemAt } from '../json-schema/library.ts';

export type Direction = 'request' | 'response';

export interface Document {
  readonly version: '2.0' | '3.0' | '3.1';
  readonly libraries: Readonly<Record<Direction, Library>>;
  /** What is written, without any change. */
  readonly value: JsonObject;
}

/**
 * Throws ArtifactError with file, line and column for what is neither.
 * @param looked the part of the document that is looked at, at its place in it
 */
export function openDocument(artifact: Artifact, inForce = false, looked?: JsonObject): Document {
  const { value } = parseArtifact(artifact);
  const version = versionOf(value);
  const open = (direction: Direction) =>
    openLibrary(artifact, 'specification', inForce, { ...holderOf(version ?? '3.1', direction), looked });
  const libraries = { request: open('request'), response: open('response') };
  if (version !== undefined && isObject(value)) return { version, libraries, value };
  throw new ArtifactError([refused(libraries.request)]);
}

function refused({ root }: Library): Problem {
  return problemAt(root, 'no OpenAPI document', '`openapi: 3.0.x`, `openapi: 3.1.x` or `swagger: "2.0"`');
}

/** Undefined for what is no such document. YAML reads `2.0` as a number. */
export function versionOf(value: unknown): Document['version'] | undefined {
  if (!isObject(value)) return undefined;
  if (value.swagger === '2.0' || value.swagger === 2) return '2.0';
  const [, minor] = /^3\.([0-2])(\.|$)/.exec(String(value.openapi)) ?? [];
  if (minor === undefined) return undefined;
  return minor === '0' ? '3.0' : '3.1';
}

/** Objects whose keys are names; a list of parameters is none. */
const MAPS: readonly string[] = [
  ...['callbacks', 'content', 'encoding', 'headers', 'links', 'pathItems', 'paths', 'requestBodies', 'responses'],
  ...['schemas', 'securitySchemes', 'variables', 'webhooks'],
];

function holderOf(version: Document['version'], direction: Direction): Holder {
  const dialect: Dialect = version === '3.1' ? '2020-12' : 'draft-04';
  const absent = direction === 'request' ? 'readOnly' : 'writeOnly';
  return {
    dialect,
    maps: MAPS,
    reword: (schema, written) => withoutUnsent(version === '3.0' ? nullable(schema, written) : schema, absent),
  };
}

/** https://spec.openapis.org/oas/v3.0.3#schema-object: it adds null to a `type` that stands beside it, and to nothing else. */
function nullable(schema: JsonObject, written: JsonObject): JsonObject {
  return written.nullable === true && typeof schema.type === 'string'
    ? { ...schema, type: [schema.type, 'null'] }
    : schema;
}

/** What only answers hold need not be sent, and what is only sent need not be answered, required or not. */
function withoutUnsent(schema: JsonObject, absent: 'readOnly' | 'writeOnly'): JsonObject {
  const { properties, required } = schema;
  if (!isObject(properties) || !Array.isArray(required)) return schema;
  const kept = strings(required).filter((name) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return !(isObject(property) && property[absent] === true);
  });
  if (kept.length === required.length) return schema;
  const { required: _, ...rest } = schema;
  return kept.length > 0 ? { ...rest, required: kept } : rest;
}
