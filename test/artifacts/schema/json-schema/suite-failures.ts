/** The groups of the JSON Schema test suite that hold a case which fails, and why. All but two reasons are ajv's own. */

interface Known {
  readonly reason: string;
  readonly drafts: readonly string[];
  readonly file: string;
  readonly groups: readonly string[];
}

/** `file: group`, in the order of the suite's files. */
export function knownFailures(draft: string): string[] {
  return KNOWN.filter(({ drafts }) => drafts.includes(draft))
    .toSorted((a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)))
    .flatMap(({ file, groups }) => groups.map((group) => `${file}: ${group}`));
}

const KNOWN: readonly Known[] = [
  {
    reason:
      'Declared defaults are filled in before a record is judged, as ajv does with useDefaults; the suite takes them for annotations.',
    drafts: ['draft7', 'draft2019-09', 'draft2020-12'],
    file: 'default.json',
    groups: [
      'invalid type for default',
      'invalid string value for default',
      'the default keyword does not do anything if the property is missing',
    ],
  },
  {
    reason: 'ajv takes a property for present where Object.prototype has one of that name.',
    drafts: ['draft7', 'draft2019-09', 'draft2020-12'],
    file: 'properties.json',
    groups: ['properties whose names are Javascript object property names'],
  },
  {
    reason: 'ajv takes a property for present where Object.prototype has one of that name.',
    drafts: ['draft7', 'draft2019-09', 'draft2020-12'],
    file: 'required.json',
    groups: ['required properties whose names are Javascript object property names'],
  },
  {
    reason: 'ajv evaluates the keywords beside a $ref in draft-07, too.',
    drafts: ['draft7'],
    file: 'ref.json',
    groups: ['ref overrides any sibling keywords', '$ref prevents a sibling $id from changing the base uri'],
  },
  {
    reason: 'ajv takes an empty enum for a mistake.',
    drafts: ['draft2019-09', 'draft2020-12'],
    file: 'enum.json',
    groups: ['empty enum'],
  },
  {
    reason: 'ajv recurses without end on a reference that leads back to its own resource by another URI.',
    drafts: ['draft2019-09', 'draft2020-12'],
    file: 'ref.json',
    groups: [
      'refs with relative uris and defs',
      'relative refs with absolute uris and defs',
      'URN ref with nested pointer ref',
    ],
  },
  {
    reason: 'The file is served under a URL other than its $id, which files of a repository are not.',
    drafts: ['draft2019-09', 'draft2020-12'],
    file: 'refRemote.json',
    groups: ['remote HTTP ref with different $id', 'remote HTTP ref with different URN $id'],
  },
  {
    reason: 'ajv does not look through these for what is evaluated.',
    drafts: ['draft2019-09', 'draft2020-12'],
    file: 'unevaluatedItems.json',
    groups: [
      'unevaluatedItems with nested items',
      'unevaluatedItems can see annotations from if without then and else',
    ],
  },
  {
    reason: 'ajv does not look through these for what is evaluated.',
    drafts: ['draft2020-12'],
    file: 'unevaluatedItems.json',
    groups: [
      'unevaluatedItems with $dynamicRef',
      'unevaluatedItems depends on adjacent contains',
      'unevaluatedItems depends on multiple nested contains',
      'unevaluatedItems and contains interact to control item dependency relationship',
      'unevaluatedItems with minContains = 0',
    ],
  },
  {
    reason: 'ajv does not look through these for what is evaluated.',
    drafts: ['draft2019-09', 'draft2020-12'],
    file: 'unevaluatedProperties.json',
    groups: [
      'unevaluatedProperties with if/then/else, then not defined',
      'unevaluatedProperties can see annotations from if without then and else',
    ],
  },
  {
    reason: 'ajv does not look through these for what is evaluated.',
    drafts: ['draft2020-12'],
    file: 'unevaluatedProperties.json',
    groups: ['unevaluatedProperties with $dynamicRef'],
  },
  {
    reason: "ajv evaluates a meta-schema's vocabularies all the same.",
    drafts: ['draft2019-09', 'draft2020-12'],
    file: 'vocabulary.json',
    groups: ['schema that uses custom metaschema with with no validation vocabulary'],
  },
  {
    reason: 'ajv resolves dynamic references only inside of one resource, and by fragment.',
    drafts: ['draft2019-09'],
    file: 'recursiveRef.json',
    groups: ['$recursiveRef with no $recursiveAnchor in the initial target schema resource'],
  },
  {
    reason: 'ajv resolves dynamic references only inside of one resource, and by fragment.',
    drafts: ['draft2020-12'],
    file: 'dynamicRef.json',
    groups: [
      'A $dynamicRef to a $dynamicAnchor in the same schema resource behaves like a normal $ref to an $anchor',
      'A $dynamicRef to an $anchor in the same schema resource behaves like a normal $ref to an $anchor',
      'A $dynamicRef resolves to the first $dynamicAnchor still in scope that is encountered when the schema is evaluated',
      'A $dynamicRef without anchor in fragment behaves identical to $ref',
      "A $dynamicRef with intermediate scopes that don't include a matching $dynamicAnchor does not affect dynamic scope resolution",
      'An $anchor with the same name as a $dynamicAnchor is not used for dynamic scope resolution',
      'A $dynamicRef without a matching $dynamicAnchor in the same schema resource behaves like a normal $ref to $anchor',
      'A $dynamicRef with a non-matching $dynamicAnchor in the same schema resource behaves like a normal $ref to $anchor',
      'A $dynamicRef that initially resolves to a schema with a matching $dynamicAnchor resolves to the first $dynamicAnchor in the dynamic scope',
      'A $dynamicRef that initially resolves to a schema without a matching $dynamicAnchor behaves like a normal $ref to $anchor',
      'multiple dynamic paths to the $dynamicRef keyword',
      'after leaving a dynamic scope, it is not used by a $dynamicRef',
      'tests for implementation dynamic anchor and reference link',
      '$ref and $dynamicAnchor are independent of order - $defs first',
      '$ref and $dynamicAnchor are independent of order - $ref first',
      '$ref to $dynamicRef finds detached $dynamicAnchor',
      '$dynamicRef points to a boolean schema',
      '$dynamicRef skips over intermediate resources - direct reference',
      '$dynamicRef avoids the root of each schema, but scopes are still registered',
    ],
  },
  {
    reason: 'Formats are judged, as ajv-formats does; the suite takes them for annotations.',
    drafts: ['draft2020-12'],
    file: 'format.json',
    groups: [
      'email format',
      'regex format',
      'ipv4 format',
      'ipv6 format',
      'hostname format',
      'date format',
      'date-time format',
      'time format',
      'json-pointer format',
      'relative-json-pointer format',
      'uri format',
      'uri-reference format',
      'uri-template format',
      'uuid format',
      'duration format',
    ],
  },
];
