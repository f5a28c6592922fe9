/** The key of a step that says what time it is, for engines whose rules read the clock. */
export const now = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$',
  description:
    'GoRules and DMN: what a decision that reads the clock takes for the current time, in UTC. Without it, records are unreplayable for such a decision.',
  examples: ['2026-05-01T12:00:00Z'],
} as const;
