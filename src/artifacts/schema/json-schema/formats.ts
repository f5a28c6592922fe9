/** The formats that are judged. Any other only describes, so that no edit of one can fail anybody. */
export const JUDGED_FORMATS: ReadonlySet<string> = new Set([
  ...[
    'byte',
    'date',
    'date-time',
    'double',
    'duration',
    'email',
    'float',
    'hostname',
    'int32',
    'int64',
    'ipv4',
    'ipv6',
  ],
  ...['iso-date-time', 'iso-time', 'json-pointer', 'json-pointer-uri-fragment', 'regex', 'relative-json-pointer'],
  ...['time', 'uri', 'uri-reference', 'uri-template', 'url', 'uuid'],
]);
