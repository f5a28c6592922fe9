/** Artifacts made of schemas in the test itself. */
import type { Artifact, Edit } from '../../../../src/artifacts/engine.ts';
import { jsonSchema } from '../../../../src/artifacts/schema/json-schema/index.ts';

/** Values are written as JSON, texts stay as they are; the first file is the artifact. */
export function artifact(files: Readonly<Record<string, unknown>>): Artifact {
  const entries = Object.entries(files).map(
    ([path, content]) => [path, typeof content === 'string' ? content : JSON.stringify(content, null, 2)] as const,
  );
  const [path] = Object.keys(files);
  if (path === undefined) throw new Error('an artifact has at least one file');
  return { path, kind: 'schema', files: new Map(entries) };
}

/** The edits between two schemas that each fill a file of their own. */
export function diff(base: unknown, head: unknown): Edit[] {
  return jsonSchema.diff(artifact({ 'a.json': base }), artifact({ 'a.json': head }));
}
