/** SQL: one SELECT over the table `input`, run by DuckDB with everything outside of it locked. */
import type { Engine } from '../../engine.ts';
import { packageVersion } from '../../version.ts';
import { diff, language } from './diff.ts';
import { checkTemplate } from './template.ts';

export const sql: Engine = {
  id: 'sql',
  kind: 'rules',
  name: 'a query in SQL',
  version: packageVersion('@duckdb/node-api'),
  extensions: ['.sql'],
  selectedBy: 'rules',
  content: 'text',
  parts: false,
  options: {
    columns: {
      type: 'object',
      minProperties: 1,
      propertyNames: { minLength: 1 },
      additionalProperties: { type: 'string', pattern: '^[A-Z][A-Z0-9]*(\\(\\d+(, ?\\d+)?\\))?(\\[\\])?$' },
      description:
        'SQL: types of columns of the table input. Default: of each document its members, numbers as DOUBLE, texts as VARCHAR, lists and objects as JSON.',
      examples: [{ amount: 'DECIMAL(18,2)', at: 'TIMESTAMP' }],
    },
  },
  needs: { addons: true, batch: 2048 },
  references: () => [],
  language,
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
  diff: (base, head) => diff(sql, base, head),
  recognise: ({ path, content }) => /\.sql$/i.test(path) && typeof content === 'string' && SELECTS.test(content),
  inspect: async (artifact) => checkTemplate(artifact),
};

/** Behind comments and what dbt puts before a model. */
const SELECTS = /^(?:\s|--.*|\/\*[\s\S]*?\*\/|\{\{[\s\S]*?\}\}|\{#[\s\S]*?#\})*(?:with|select|from)\b/i;
