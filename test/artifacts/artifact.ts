/** Artifacts for tests. */
import type { Artifact, Beside, Engine, Outcome } from '../../src/artifacts/engine.ts';
import { bounded } from '../../src/replay/stage.ts';

/** One file; anything but a text becomes JSON, laid out on lines. */
export function artifactOf(engine: Engine, content: unknown, path = 'artifact.json', pointer?: string): Artifact {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  return { path, kind: engine.kind, files: new Map([[path, text]]), ...(pointer !== undefined && { pointer }) };
}

/** Outcomes as the flow takes them. */
export async function runOn(
  engine: Engine,
  content: unknown,
  documents: readonly unknown[],
  beside: Beside = {},
): Promise<readonly Outcome[]> {
  return bounded(await engine.compile(artifactOf(engine, content))).run(documents, beside);
}

/** Values of `ok` outcomes, reasons of the others. */
export async function valuesOf(
  engine: Engine,
  content: unknown,
  documents: readonly unknown[],
  beside: Beside = {},
): Promise<unknown[]> {
  const outcomes = await runOn(engine, content, documents, beside);
  return outcomes.map((outcome) =>
    outcome.outcome === 'ok' ? outcome.value : `${outcome.outcome}: ${outcome.reason}`,
  );
}
