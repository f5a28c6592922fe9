/** A file that counts as a JSON Schema because every object does, and that says nothing in its language. */
import type { Artifact } from '../../engine.ts';
import { parseArtifact } from '../../parse.ts';
import { isObject, MAPS, SINGLE_AND_LISTS } from './keywords.ts';

/** Keywords of any draft that hold no schemas. What only describes (`title`) decides nothing. */
const ASSERTIONS: readonly string[] = [
  ...['$ref', '$dynamicRef', '$recursiveRef', 'type', 'enum', 'const', 'required', 'dependentRequired', 'format'],
  ...['multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern'],
  ...[
    'maxItems',
    'minItems',
    'divisibleBy',
    'disallow',
    'extends',
    'uniqueItems',
    'maxContains',
    'minContains',
    'maxProperties',
    'minProperties',
  ],
];
const KEYWORDS: ReadonlySet<string> = new Set([...ASSERTIONS, ...SINGLE_AND_LISTS, ...MAPS]);

/**
 * Why the schema can neither reject nor change a document; undefined where it can, and for `true` and `{}`, which say that
 * on purpose. Throws ArtifactError where the file does not parse.
 */
export function inertSchema(artifact: Artifact): string | undefined {
  const { value } = parseArtifact(artifact);
  if (!isObject(value)) return undefined;
  const names = Object.keys(value);
  if (names.length === 0 || names.some((name) => KEYWORDS.has(name))) return undefined;
  return 'holds no keyword of JSON Schema that checks anything, so it lets every record through';
}
