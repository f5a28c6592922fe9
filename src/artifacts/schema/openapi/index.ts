/** OpenAPI 3.0 and 3.1, and Swagger 2.0: documents that recorded HTTP calls are held to. */
import type { Problem } from '../../../errors.ts';
import { version } from '../../../version.ts';
import { toText } from '../../content.ts';
import { structured } from '../../diff/structured.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Artifact, Engine } from '../../engine.ts';
import type { InFiles } from '../../language.ts';
import { STRUCTURED } from '../../named-content.ts';
import type { Described } from '../../outline.ts';
import { withinStack } from '../../parse.ts';
import { answers, references } from '../json-schema/references.ts';
import { vendoredOf, vendoredOption } from '../json-schema/vendored.ts';
import { assignChanges, grammar } from './assign.ts';
import { CHANGES } from './change-names.ts';
import { diffOpenApi } from './diff.ts';
import { openDocument } from './document.ts';
import { excerptOf } from './excerpt.ts';
import { operationsOf } from './operations.ts';
import { isOpenApi } from './recognise.ts';
import { soughtBy } from './sought.ts';
import { mistakesIn } from './sound.ts';
import { callCandidates } from './witness.ts';

export const openapi: Engine = {
  id: 'openapi',
  kind: 'schema',
  name: 'an OpenAPI document',
  version,
  // A file of these endings is a JSON Schema unless weir.yml says otherwise.
  extensions: [],
  selectedBy: 'schema',
  languages: ['OpenAPI'],
  content: 'text',
  parts: false,
  options: vendoredOption,
  needs: { addons: false },
  client: '/client',
  references: (content, path) => withinStack(path, () => references(toText(content, path), path)),
  sought: (artifact) => withinStack(artifact.path, () => soughtBy(artifact)),
  referred: STRUCTURED,
  answers: (content, path, address) => typeof content === 'string' && answers(content, path, address),
  copies: vendoredOf,
  compile: async (artifact, options) => (await import('./compile.ts')).compile(artifact, options),
  diff: (base, head) => withinStack(head.path, () => diffOpenApi(base, head, `openapi@${version}`)),
  changes: CHANGES,
  excerpts: (base, head) => withinStack(head.path, () => [excerptOf(base, head)]),
  candidates: (base, head, edit) => withinStack(head.path, () => callCandidates(base, head, edit)),
  language: {
    ...structured(grammar),
    assign: (base, head, changes: readonly InFiles<ValueChange>[]) =>
      withinStack(head.path, () => assignChanges(base, head, changes)),
  },
  mistakes: (artifact) => withinStack(artifact.path, () => mistakesOf(artifact)),
  inspect: async (artifact) => withinStack(artifact.path, () => inspected(artifact)),
  recognise: isOpenApi,
  // The document is a call, whatever the schemas in it are of.
  outline: async () => ({ describes: CALL }),
};

const CALL: Described = {
  isOfCalls: true,
  properties: ['method', 'path'],
  required: ['method', 'path'],
  types: new Map(),
};

function mistakesOf(artifact: Artifact): readonly Problem[] {
  const document = openDocument(artifact);
  return mistakesIn(document, operationsOf(document));
}

function inspected(artifact: Artifact): undefined {
  openDocument(artifact);
}
