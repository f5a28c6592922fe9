/**
 * Edits of what YAML 1.1 reads otherwise than YAML 1.2: 15 that became 015 is 13 to PyYAML. What was replayed is 1.2, so where
 * production reads 1.1 nothing was measured, and a pass would be of something else.
 */
import { extname } from 'node:path';
import { type ArtifactChanges, lineage } from '../artifacts/artifact-changes.ts';
import type { Artifact } from '../artifacts/engine.ts';
import { keyOf } from '../artifacts/reference.ts';
import type { PipelineConfig } from '../config/config.ts';
import { type Doubt, parseSource } from '../document/source.ts';
import { WeirError } from '../errors.ts';

/** A sentence for each file of the pipeline in which such a value was written, taken out or moved. */
export function spelledOtherwise(pipeline: PipelineConfig, changes: ArtifactChanges): string[] {
  const sentences = lineage(pipeline).flatMap((reference) => {
    const { base, head } = changes.get(keyOf(reference)) ?? {};
    if (!base || !head || base === head) return [];
    return [...head.files.keys()].flatMap((file) => inFile(base, file === head.path ? base.path : file, head, file));
  });
  return [...new Set(sentences)];
}

function inFile(base: Artifact, from: string, head: Artifact, file: string): string[] {
  const [before, after] = [doubtsIn(base, from), doubtsIn(head, file)];
  const differs = before.length !== after.length || before.some((doubt, index) => !isSame(doubt, after[index]));
  if (!differs) return [];
  const index = after.findIndex((doubt, place) => !isSame(doubt, before[place]));
  const [own, side] = index >= 0 ? [after[index], 'head'] : [before[after.length], 'base'];
  if (!own) return [];
  const place = side === 'head' ? `${file}:${own.line}` : `${from}:${own.line} at base`;
  return [
    `${place}: ${own.written} is ${own.elsewhere} to PyYAML and other readers of YAML 1.1; replayed was what YAML 1.2 makes of it, ` +
      'so for them nothing was measured: write what you mean in full or in quotes, or begin the file with %YAML 1.1 and ---',
  ];
}

function isSame(one: Doubt | undefined, other: Doubt | undefined): boolean {
  return one?.written === other?.written && one?.elsewhere === other?.elsewhere;
}

/** In the order of the file; a file that does not parse is told elsewhere. */
function doubtsIn({ files }: Artifact, file: string): readonly Doubt[] {
  const text = files.get(file);
  if (!['.yaml', '.yml'].includes(extname(file)) || typeof text !== 'string') return [];
  try {
    return parseSource(text, file, WeirError, 'last-counts').doubts;
  } catch (error) {
    if (error instanceof WeirError) return [];
    throw error;
  }
}
