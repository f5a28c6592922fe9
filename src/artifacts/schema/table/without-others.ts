/** The lines of a contract in YAML without those of all its tables but one. */
import type { Artifact } from '../../artifact.ts';
import { textIn } from '../../content.ts';
import { parseArtifact } from '../../parse.ts';
import type { Table } from './model.ts';

/** Where tables share lines, nothing sensible is left, so whoever asks has it read. Throws ArtifactError. */
export function withoutOthers(artifact: Artifact, own: Table, tables: readonly Table[]): string {
  const source = parseArtifact(artifact);
  const gone = new Set<number>();
  for (const { name, spot } of tables) {
    if (name === own.name) continue;
    const { line, endLine } = source.range(spot.pointer ?? '');
    for (let one = line; one <= endLine; one += 1) gone.add(one);
  }
  return textIn(artifact, source.file)
    .split('\n')
    .filter((_, index) => !gone.has(index + 1))
    .join('\n');
}
