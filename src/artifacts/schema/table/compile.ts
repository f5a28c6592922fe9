/** Makes a stage of a contract. */
import type { Artifact, CompileOptions, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { judgeProjected } from '../projected.ts';
import { acrossOf } from './across.ts';
import { columnsRead } from './columns-read.ts';
import { compileJudge } from './judge.ts';
import { oneTable, type Reader, relatedTo } from './select.ts';

/** Throws ArtifactError with file, line and column. For replay processes only. */
export async function compile(reader: Reader, artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  const { judge, across, reads } = withinStack(artifact.path, () => {
    const table = oneTable(reader, artifact, options.inForce === true);
    const under = options.recordedUnder && oneTable(reader, options.recordedUnder, true);
    const before = options.recordedUnder && relatedTo(reader, options.recordedUnder);
    return {
      judge: compileJudge(table, under),
      reads: columnsRead([table, ...(under ? [under] : [])]),
      across: acrossOf(table, under, relatedTo(reader, artifact), before),
    };
  });
  return {
    ...(across.length > 0 && { across }),
    ...(reads && { reads }),
    run: (batch) => batch.map((document) => judgeProjected(judge, document)),
  };
}
