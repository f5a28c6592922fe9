/** Makes a stage of a Protobuf schema. */
import { compileRead, compileWrite, pointerTokens } from '../../../document/pointer.ts';
import type { Artifact, CompileOptions, Document, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { type Projected, refused, unbroken } from '../projected.ts';
import { compileDecoding } from './binary.ts';
import { compileUnframing } from './framing.ts';
import { messageOf } from './message.ts';
import { fullName, openProtobuf, readProtobuf } from './open.ts';
import { compileProjection } from './project.ts';
import { isBase64 } from './values.ts';

/** Throws ArtifactError with file, line and column. For replay processes only. */
export async function compile(artifact: Artifact, options: CompileOptions = {}): Promise<Stage> {
  return withinStack(artifact.path, () => {
    const { recordedUnder, inForce } = options;
    const opened = inForce ? openProtobuf(artifact) : readProtobuf(artifact);
    const base = recordedUnder && openProtobuf(recordedUnder);
    const message = messageOf(opened, artifact.options, base);
    const from = base && messageOf(base, recordedUnder.options);
    const ignoresUnknown = artifact.options?.unknown === 'ignore';
    const project = compileProjection(message, from, ignoresUnknown);
    const decode = compileDecoding(message, from, ignoresUnknown);
    const unframe = compileUnframing(artifact.options?.framing, fullName(message), base ?? opened);
    const decoded = (payload: string): Projected | Refused => {
      const bytes = isBase64(payload) ? unframe(Buffer.from(payload, 'base64')) : undefined;
      if (bytes === undefined) return NO_BASE64;
      return bytes instanceof Uint8Array ? decode(bytes) : bytes;
    };
    return stageOf(artifact, (payload) => (typeof payload === 'string' ? decoded(payload) : project(payload)));
  });
}

type Refused = Exclude<Outcome, { readonly outcome: 'ok' }>;

function stageOf({ options }: Artifact, read: (payload: unknown) => Projected | Refused): Stage {
  const pointer = typeof options?.payload === 'string' ? options.payload : '';
  const at = compileRead(pointer);
  const write = compileWrite(pointer);
  return {
    ...(pointer !== '' && { reads: [pointerTokens(pointer)] }),
    run: (batch) => batch.map(judge),
  };

  function judge(document: Document): Outcome {
    return unbroken(() => {
      const payload = at(document);
      if (payload === undefined)
        return { outcome: 'unreplayable', reason: `the recording has no message at ${pointer}` };
      const projected = read(payload);
      if ('outcome' in projected) return { ...projected, reason: `${pointer || 'the message'} ${projected.reason}` };
      if ('trouble' in projected) return refused(projected.trouble, pointer, 'the message');
      return { outcome: 'ok', value: projected.value === payload ? document : write(document, projected.value) };
    });
  }
}

const NO_BASE64: Projected = {
  trouble: { path: [], why: { message: 'must be a message as JSON, or in Base64 as binary' } },
};
