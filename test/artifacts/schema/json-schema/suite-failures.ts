/** The groups of the JSON Schema test suite that hold a case which fails, and why.  */

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
    reason: 'The file is served under a URL other than its $id, which files of a repository are not.',
    drafts: ['draft2019-09', 'draft2020-12'],
    file: 'refRemote.json',
    groups: ['remote HTTP ref with different $id', 'remote HTTP ref with different URN $id'],
  },
  {
    reason: "A meta-schema of one's own is read for the draft that it extends, not for its vocabularies.",
    drafts: ['draft2019-09', 'draft2020-12'],
    file: 'vocabulary.json',
    groups: ['schema that uses custom metaschema with with no validation vocabulary'],
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
