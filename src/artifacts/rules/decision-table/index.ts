/** Decision tables in CSV, and in YAML or JSON: rows of tests, and what they give. A row is an edit. */

import { version } from '../../../version.ts';
import type { Engine } from '../../engine.ts';
import { valueWarnings } from '../../value-warnings.ts';
import { diffTables, languageOf } from './diff.ts';
import { findingsIn } from './findings.ts';
import { inspectTable, outlineTable } from './outline.ts';
import { isSeparated, readTable, SEPARATED } from './read.ts';
import { isTableFile } from './recognise.ts';

const identity = { id: 'decision-table', kind: 'rules', version } as const;

export const decisionTable: Engine = {
  ...identity,
  name: 'a decision table',
  extensions: SEPARATED,
  selectedBy: 'rules',
  content: 'text',
  parts: true,
  options: {},
  needs: { addons: false },
  references: () => [],
  language: languageOf(identity),
  compile: async (artifact) => (await import('./evaluate.ts')).stageOf(readTable(artifact)),
  diff: (base, head) => diffTables(identity, base, head),
  inspect: async (artifact) => inspectTable(readTable(artifact)),
  warnings(artifact) {
    const values = isSeparated(artifact.path) ? [] : valueWarnings(artifact);
    const table = readTable(artifact);
    const found = findingsIn(table).map(({ message, row }) => ({
      file: table.file,
      line: row?.lines[0] ?? table.settingLines.table[0],
      column: 1,
      message,
    }));
    return [...values, ...found];
  },
  recognise: isTableFile,
  outline: async (artifact) => outlineTable(readTable(artifact)),
};
