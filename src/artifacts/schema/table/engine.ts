/** What the engines of all contracts have in common; each adds how its files are read. */
import { ArtifactError } from '../../../errors.ts';
import { version } from '../../../version.ts';
import type { Artifact } from '../../artifact.ts';
import { structured } from '../../diff/structured.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Engine } from '../../engine.ts';
import type { InFiles } from '../../language.ts';
import type { NamedContent } from '../../named-content.ts';
import { withinStack } from '../../parse.ts';
import { oncePer } from '../json-schema/once-per.ts';
import { acrossOf } from './across.ts';
import { assignChanges, grammar } from './assign.ts';
import { diffTables } from './diff.ts';
import { excerptsOf } from './excerpts.ts';
import { CHANGES } from './finding.ts';
import { outlineTable } from './outline.ts';
import { relatedOption } from './related.ts';
import { oneTable, type Reader, relatedTo, selectTables } from './select.ts';
import { uncheckedOf } from './warnings.ts';
import { rowCandidates } from './witness.ts';

interface Own {
  readonly id: string;
  readonly name: string;
  readonly extensions: readonly string[];
  readonly languages: readonly string[];
  readonly recognise: (file: NamedContent) => boolean;
}

const OPTIONS = {
  object: {
    type: 'string',
    minLength: 1,
    description: 'ODCS: which of several objects of the contract the recording holds.',
    examples: ['orders'],
  },
  table: {
    type: 'string',
    minLength: 1,
    description:
      'SQL: which of several tables the recording holds, with or without its schema. dbt: which model, seed, snapshot or source.',
    examples: ['orders'],
  },
} as const satisfies Record<Reader['option'], object>;

export function tableEngine(language: Reader, own: Own, structure?: Engine['language']): Engine {
  // Whoever compares, tries and writes reads the same file.
  const reader = { ...language, open: oncePer(language.open) };
  const { id, name, extensions, languages, recognise } = own;
  const named = `${id}@${version}`;
  return {
    ...{
      id,
      kind: 'schema',
      name,
      version,
      extensions,
      selectedBy: 'schema',
      languages,
      content: 'text',
      parts: false,
    },
    options: { [reader.option]: OPTIONS[reader.option], ...relatedOption },
    needs: { addons: false },
    references: () => [],
    compile: async (artifact, options) => (await import('./compile.ts')).compile(reader, artifact, options),
    diff: (base, head) => withinStack(head.path, () => diffTables(reader, base, head, named)),
    changes: CHANGES,
    inspect: async (artifact) => withinStack(artifact.path, () => inspected(reader, artifact)),
    warnings: (artifact, inForce = false) => withinStack(artifact.path, () => warningsOf(reader, artifact, inForce)),
    language: structure ?? {
      ...structured(grammar),
      assign: (base, head, changes: readonly InFiles<ValueChange>[]) =>
        withinStack(head.path, () => assignChanges(reader, base, head, changes)),
    },
    recognise,
    excerpts: (base, head) => withinStack(head.path, () => excerptsOf(reader, base, head)),
    candidates: (base, head) => withinStack(head.path, () => rowCandidates(reader, base, head)),
    asksAcross: (artifact) =>
      withinStack(
        artifact.path,
        () => acrossOf(oneTable(reader, artifact, true), undefined, relatedTo(reader, artifact)).length > 0,
      ),
    choices: (artifact) => withinStack(artifact.path, () => choicesOf(reader, artifact)),
    outline: async (artifact) =>
      withinStack(artifact.path, () => outlineTable(oneTable(reader, artifact, true), reader.open(artifact).tables)),
  };
}

function inspected(reader: Reader, artifact: Artifact): undefined {
  const { tables } = selectTables(reader, artifact, false);
  if (tables.length > 0) return;
  throw new ArtifactError([{ file: artifact.path, line: 1, column: 1, message: `no ${reader.one} in it` }]);
}

function warningsOf(reader: Reader, artifact: Artifact, inForce: boolean) {
  const { tables, mistakes, doubts } = selectTables(reader, artifact, true);
  const related = relatedTo(reader, artifact);
  const past = mistakes.map((mistake) => ({ ...mistake, message: `${mistake.message}; read as if it said nothing` }));
  return [...(inForce ? past : []), ...doubts, ...tables.flatMap((table) => uncheckedOf(table, related))];
}

function choicesOf(reader: Reader, artifact: Artifact) {
  const { tables } = selectTables(reader, artifact, true);
  return tables.length < 2 ? [] : tables.map(({ name }) => ({ [reader.option]: name }));
}
