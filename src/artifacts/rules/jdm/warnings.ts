/** What the engine takes and what its author may have meant otherwise, with lines. */

import type { Source } from '../../../document/source.ts';
import type { Problem } from '../../../errors.ts';
import type { Artifact } from '../../engine.ts';
import { parseArtifact } from '../../parse.ts';
import { valueWarnings } from '../../value-warnings.ts';
import { clockWarnings } from './clock.ts';
import { list, members, nodesOf, text } from './graph.ts';

/** Throws ArtifactError where the file does not parse. */
export function warnings(artifact: Artifact): Problem[] {
  const source = parseArtifact(artifact);
  return [...valueWarnings(artifact), ...clockWarnings(source, artifact.options?.now), ...absentCells(source)];
}

/** A row without a cell is skipped; one with an empty cell is not. */
function absentCells(source: Source): Problem[] {
  return nodesOf(source.value)
    .filter(({ type }) => type === 'decisionTableNode')
    .flatMap(({ pointer, name, content }) => {
      const inputs = list(members(content).inputs).map((input) => members(input));
      return list(members(content).rules).flatMap((row, index): Problem[] => {
        const absent = inputs.find(({ id }) => members(row)[text(id)] === undefined);
        if (!absent) return [];
        const { line, column } = source.range(`${pointer}/content/rules/${index}`);
        const message = `row ${index + 1} of the table "${name}" has no cell for ${text(absent.field) || text(absent.name)}, so it never applies; an empty text fits anything`;
        return [{ file: source.file, line, column, message }];
      });
    });
}
