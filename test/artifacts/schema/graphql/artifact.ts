/** GraphQL schemas made of texts in the test itself. */
import type { Artifact, Edit, Options, Outcome } from '../../../../src/artifacts/engine.ts';
import { graphql } from '../../../../src/artifacts/schema/graphql/index.ts';

export function artifact(text: string, options?: Options): Artifact {
  return {
    path: 'schema.graphql',
    kind: 'schema',
    files: new Map([['schema.graphql', text]]),
    ...(options && { options }),
  };
}

export function diff(base: string, head: string): Edit[] {
  return graphql.diff(artifact(base), artifact(head));
}

/** What becomes of recorded operations under head, recorded while base was in force. */
export async function replay(base: string, head: string, documents: readonly unknown[]): Promise<readonly Outcome[]> {
  const stage = await graphql.compile(artifact(head), { recordedUnder: artifact(base) });
  return stage.run(documents);
}
