/** Makes a stage of an expression in CEL for @bufbuild/cel, planned once. */
import { type CelInput, type CelResult, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { ArtifactError, ranOutOfStack } from '../../../errors.ts';
import { textIn } from '../../content.ts';
import type { Artifact, Outcome, Stage } from '../../engine.ts';
import { assertBrackets, withinStack } from '../../parse.ts';
import { withInts } from '../cel/values.ts';
import { compileMarks } from '../marked.ts';
import { type Reads, readsOf } from './reads.ts';
import { toJson } from './values.ts';

/** Throws ArtifactError where the expression does not parse. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const text = textIn(artifact, artifact.path);
  const { evaluate, reads } = withinStack(artifact.path, () => planned(text, artifact.path));
  const marksIn = compileMarks(reads?.mappings ?? [], '$typeName', isWellKnown);
  const read = artifact.options?.integers === 'int' ? withInts : (value: unknown) => value;
  return {
    ...(reads && { reads: reads.paths }),
    run: (batch, { params } = {}) =>
      batch.map((document): Outcome => {
        const marked = marksIn(document);
        if (marked) return marked;
        const members = typeof document === 'object' && !Array.isArray(document) ? document : {};
        try {
          const variables = read({ ...members, ...(params !== undefined && { params }) });
          const value = evaluate(variables as Record<string, CelInput>);
          if (isCelError(value)) return { outcome: 'failed', reason: 'the expression broke with an error of CEL' };
          return { outcome: 'ok', value: toJson(value) };
        } catch (error) {
          return { outcome: 'failed', reason: explain(error) };
        }
      }),
  };
}

/** What the library unwraps, by the names of Protobuf's own types. */
function isWellKnown(name: unknown): boolean {
  return typeof name === 'string' && name.startsWith('google.protobuf.');
}

interface Planned {
  readonly evaluate: (variables: Record<string, CelInput>) => CelResult;
  readonly reads: Reads | undefined;
}

function planned(text: string, file: string): Planned {
  assertBrackets(text, file);
  try {
    const parsed = parse(text);
    return { evaluate: plan(celEnv(), parsed), reads: readsOf(parsed.expr) };
  } catch (error) {
    if (ranOutOfStack(error) || !(error instanceof Error)) throw error;
    const offset =
      'location' in error ? Number((error.location as { start?: { offset?: number } }).start?.offset) : Number.NaN;
    const before = text.slice(0, Number.isNaN(offset) ? 0 : offset).split('\n');
    const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    const [message = ''] = error.message.split('\n');
    throw new ArtifactError([{ file, ...place, message }], { cause: error });
  }
}

/** The library's messages may hold what a record holds. */
function explain(error: unknown): string {
  if (ranOutOfStack(error)) return 'the expression, or what it works on, is nested too deeply';
  return `the expression broke with ${error instanceof Error ? error.name : 'an error'}`;
}
