/** Protobuf schemas made of texts in the test itself. */
import type { Artifact, Edit, Options, Outcome } from '../../../../src/artifacts/engine.ts';
import { protobuf } from '../../../../src/artifacts/schema/protobuf/index.ts';

/** One file, or several by path of which the first is its own. */
export function artifact(files: string | Readonly<Record<string, string>>, options?: Options): Artifact {
  const all = typeof files === 'string' ? { 'booking.proto': files } : files;
  const [path = ''] = Object.keys(all);
  return { path, kind: 'schema', files: new Map(Object.entries(all)), ...(options && { options }) };
}

export function diff(base: string, head: string, options?: Options): Edit[] {
  return protobuf.diff(artifact(base, options), artifact(head, options));
}

/** What becomes of recorded messages under head, recorded while base was in force: values, or why there is none. */
export async function replay(
  base: string,
  head: string,
  documents: readonly unknown[],
  options?: Options,
): Promise<unknown[]> {
  const stage = await protobuf.compile(artifact(head, options), { recordedUnder: artifact(base, options) });
  return said(await stage.run(documents));
}

/** The same of a schema that does not change. */
export async function check(schema: string, documents: readonly unknown[], options?: Options): Promise<unknown[]> {
  return said(await (await protobuf.compile(artifact(schema, options))).run(documents));
}

function said(outcomes: readonly Outcome[]): unknown[] {
  return outcomes.map((outcome) =>
    outcome.outcome === 'ok' ? outcome.value : `${outcome.outcome}: ${outcome.reason}`,
  );
}
