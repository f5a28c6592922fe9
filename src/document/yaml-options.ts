/** Whatever a document says of its version, tags are left to `readYaml`, which knows of no value that is not JSON. */
export const YAML_OPTIONS = {
  prettyErrors: false,
  uniqueKeys: false,
  version: '1.2',
  schema: 'core',
  resolveKnownTags: false,
  logLevel: 'error',
} as const;
