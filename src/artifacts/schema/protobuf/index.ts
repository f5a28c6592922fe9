/** Protobuf schemas: read by protobufjs, compared and applied to recorded messages by Weir, and held by tests to what buf says. */
import { toText } from '../../content.ts';
import type { Artifact, Engine, Options } from '../../engine.ts';
import type { InFiles } from '../../language.ts';
import { withinStack } from '../../parse.ts';
import { packageVersion } from '../../version.ts';
import { assignChanges } from './assign.ts';
import { diffProtobuf } from './diff.ts';
import { excerptOf } from './excerpt.ts';
import { CHANGES } from './finding.ts';
import { addressOf, answers, lostPackages, placesOf } from './imports.ts';
import { messagesIn } from './message.ts';
import { openProtobuf, soughtBy } from './open.ts';
import { options } from './options.ts';
import { outlineProtobuf } from './outline.ts';
import { type ProtoChange, patchProtobuf } from './patch.ts';
import { isProtobuf } from './recognise.ts';
import { messageCandidates } from './witness.ts';

const version = packageVersion('protobufjs');

export const protobuf: Engine = {
  id: 'protobuf',
  kind: 'schema',
  name: 'a Protobuf schema',
  version,
  extensions: ['.proto'],
  selectedBy: 'schema',
  languages: ['Protobuf'],
  content: 'text',
  parts: false,
  options,
  needs: { addons: false },
  // What an import is relative to is nowhere written.
  references: () => [],
  guesses: (content, path) => placesOf(toText(content, path), path),
  sought: (artifact) => soughtBy(artifact).map(addressOf),
  mindsGone: true,
  lost: lostPackages,
  referred: ['.proto'],
  answers,
  // The library is loaded where something is compiled or compared, never where files are only looked at.
  compile: async (artifact, given) => (await import('./compile.ts')).compile(artifact, given),
  changes: CHANGES,
  diff: (base, head) => withinStack(head.path, () => diffProtobuf(base, head, `protobuf@${version}`)),
  excerpts: (base, head) => withinStack(head.path, () => [excerptOf(base, head)]),
  candidates: (base, head) => withinStack(head.path, () => messageCandidates(base, head)),
  inspect: async (artifact) => withinStack(artifact.path, () => inspected(artifact)),
  warnings: (artifact, inForce) => withinStack(artifact.path, () => warningsOf(artifact, inForce)),
  language: {
    patch: patchProtobuf,
    assign: (base, head, changes: readonly InFiles<ProtoChange>[]) =>
      withinStack(head.path, () => assignChanges(base, head, changes)),
  },
  recognise: isProtobuf,
  choices: (artifact) => withinStack(artifact.path, () => choicesIn(artifact)),
  outline: async (artifact) => withinStack(artifact.path, () => outlineProtobuf(artifact)),
};

function inspected(artifact: Artifact): undefined {
  openProtobuf(artifact);
}

/** What a step may have to say. */
function choicesIn(artifact: Artifact): readonly Options[] {
  return messagesIn(openProtobuf(artifact)).map((message) => ({ message }));
}

function warningsOf(artifact: Artifact, inForce = false) {
  const { mistakes, doubts } = openProtobuf(artifact);
  const past = mistakes.map((mistake) => ({ ...mistake, message: `${mistake.message}; read as if it said nothing` }));
  const unused = doubts.map((doubt) => ({ ...doubt, message: `${doubt.message}; no message here needs it` }));
  return [...(inForce ? past : []), ...unused];
}
