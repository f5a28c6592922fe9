/** json-rules-engine: rules with conditions and the event that each fires. */

import { diffValues } from '../../diff/edits.ts';
import { structured } from '../../diff/structured.ts';
import type { Engine } from '../../engine.ts';
import { parseArtifact } from '../../parse.ts';
import { valueWarnings } from '../../value-warnings.ts';
import { packageVersion } from '../../version.ts';
import { outlineRules } from './outline.ts';
import { readRules } from './read.ts';
import { isRuleFile } from './recognise.ts';
import { grammar, subjectOf } from './words.ts';

export const jsonRulesEngine: Engine = {
  id: 'json-rules-engine',
  kind: 'rules',
  name: 'rules of json-rules-engine',
  version: packageVersion('json-rules-engine'),
  extensions: [],
  selectedBy: 'rules',
  content: 'text',
  parts: true,
  options: {
    undefinedFacts: {
      enum: ['refuse', 'allow'],
      description:
        'json-rules-engine: what a fact that a record lacks is. refuse: an error, as by default. allow: undefined, as with allowUndefinedFacts. Default: refuse.',
      examples: ['allow'],
    },
  },
  needs: { addons: false },
  references: () => [],
  language: structured(grammar),
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
  diff: (base, head) => diffValues(jsonRulesEngine, grammar, base, head, undefined, subjectOf),
  inspect: async (artifact) => {
    readRules(parseArtifact(artifact));
    return undefined;
  },
  warnings: valueWarnings,
  recognise: isRuleFile,
  outline: async (artifact) => outlineRules(readRules(parseArtifact(artifact))),
};
