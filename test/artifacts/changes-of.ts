/** ArtifactChanges for tests, from the texts of both sides. */
import { type ArtifactChanges, lineage } from '../../src/artifacts/artifact-changes.ts';
import type { Artifact, ArtifactKind } from '../../src/artifacts/engine.ts';
import { keyOf } from '../../src/artifacts/reference.ts';
import type { PipelineConfig } from '../../src/config/config.ts';

/** Texts of base and head by path; undefined where a side has no such file. */
export type Texts = Readonly<Record<string, readonly [base: string | undefined, head: string | undefined]>>;

/** What differs in the lineages of these pipelines. A file that head lacks is one edit, as it is for `findChanges`. */
export function changesOf(pipelines: readonly PipelineConfig[], texts: Texts): ArtifactChanges {
  return new Map(
    pipelines.flatMap(lineage).map((reference) => {
      const { path, engine } = reference;
      const [base, head] = (texts[path] ?? [undefined, undefined]).map((text) => artifactOf(path, engine.kind, text));
      const removal = { artifact: path, kind: engine.kind, engine: engine.id, pointer: '', message: 'gone' } as const;
      const removed = { ...removal, lines: [1, 1], compatibility: 'breaking', change: 'file-removed' } as const;
      const edits = base && head ? engine.diff(base, head) : base ? [removed] : [];
      return [keyOf(reference), { reference, base, head, edits }] as const;
    }),
  );
}

function artifactOf(path: string, kind: ArtifactKind, text: string | undefined): Artifact | undefined {
  return text === undefined ? undefined : { path, kind, files: new Map([[path, text]]) };
}
