/** Flag files of flagd: each flag is an artifact of its own, named by its pointer, and its value is an output. */
import { isObject } from '../../../document/is-object.ts';
import { structured } from '../../diff/structured.ts';
import type { Engine } from '../../engine.ts';
import { sourceIn } from '../../named-content.ts';
import { parseArtifact } from '../../parse.ts';
import { valueWarnings } from '../../value-warnings.ts';
import { packageVersion } from '../../version.ts';
import { diffFlags, grammar } from './diff.ts';
import { evaluatorsOf } from './evaluators.ts';
import { flagPointers } from './flags.ts';
import { outlineFlags } from './outline.ts';

export const flagd: Engine = {
  id: 'flagd',
  kind: 'rules',
  name: 'a flag of flagd',
  version: packageVersion('@openfeature/flagd-core'),
  extensions: [],
  selectedBy: 'rules',
  content: 'text',
  parts: true,
  options: {
    timestamp: {
      type: 'string',
      description:
        'flagd: pointer to the time of a record, in ISO 8601 or in seconds, for flags that read $flagd.timestamp. Without it such records are unreplayable.',
      examples: ['/time'],
    },
  },
  needs: { addons: false },
  references: () => [],
  around: evaluatorsOf,
  language: structured(grammar),
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
  diff: (base, head) => diffFlags(flagd, base, head),
  inspect: async (artifact) => {
    const { value } = parseArtifact(artifact);
    const isFlag = isObject(value) && ('variants' in value || 'flags' in value);
    return isFlag ? undefined : 'holds no flag';
  },
  warnings: valueWarnings,
  outline: async (artifact) => outlineFlags(artifact),
  partsIn: (file) => flagPointers(sourceIn(file)?.value),
};
