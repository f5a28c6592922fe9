/** What the targeting of flags reads of the evaluation context, and the values of their variants. */
import { isObject } from '../../../document/is-object.ts';
import type { Artifact } from '../../artifact.ts';
import type { Outline } from '../../outline.ts';
import { parseArtifact } from '../../parse.ts';
import { readsOf } from '../json-logic/reads.ts';
import { evaluatorsOf } from './evaluators.ts';
import { flagsIn } from './flags.ts';

/** Throws ArtifactError. */
export function outlineFlags(artifact: Artifact): Outline {
  const { value } = parseArtifact(artifact);
  const isWhole = artifact.pointer === undefined;
  const flags = isWhole ? Object.values(flagsIn(value)) : isObject(value) ? [value] : [];
  const shared = isWhole
    ? Object.values(isObject(value) && isObject(value.$evaluators) ? value.$evaluators : {})
    : Object.values(evaluatorsOf(artifact) ?? {});
  const paths = [...flags.map(({ targeting }) => targeting), ...shared].flatMap(readsOf);
  const reads = [...new Map(paths.map((path) => [path.join('\u0000'), path])).values()];
  return {
    // What flagd itself puts there is no member of the traffic.
    reads: reads.filter(([first]) => first !== '$flagd' && first !== 'targetingKey'),
    params: [],
    ...(!isWhole && { answers: flags.flatMap(({ variants }) => (isObject(variants) ? Object.values(variants) : [])) }),
  };
}
