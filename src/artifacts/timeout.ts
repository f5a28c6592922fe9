/** A key of weir.yml that everybody has who waits for others. */
export const timeout = {
  type: 'number',
  minimum: 0,
  description: 'Programs and endpoints: seconds without an answer until a record fails. Default: 30.',
  examples: [30],
} as const;
