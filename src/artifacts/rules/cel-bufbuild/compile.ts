/** Makes a stage of an expression in CEL for @bufbuild/cel, planned once. */
import { type CelInput, type CelResult, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { ArtifactError, ranOutOfStack } from '../../../errors.ts';
import { textIn } from '../../content.ts';
import type { Artifact, Outcome, Stage } from '../../engine.ts';
import { assertBrackets, withinStack } from '../../parse.ts';
import { withInts } from '../cel/values.ts';
import { pathsIn } from './reads.ts';
import { toJson } from './values.ts';

/** Throws ArtifactError where the expression does not parse. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const text = textIn(artifact, artifact.path);
  const { evaluate, reads } = withinStack(artifact.path, () => planned(text, artifact.path));
  const read = artifact.options?.integers === 'int' ? withInts : (value: unknown) => value;
  return {
    ...(reads && { reads }),
    run: (batch, { params } = {}) =>
      batch.map((document): Outcome => {
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

interface Planned {
  readonly evaluate: (variables: Record<string, CelInput>) => CelResult;
  readonly reads: readonly (readonly string[])[] | undefined;
}

function planned(text: string, file: string): Planned {
  assertBrackets(text, file);
  try {
    const parsed = parse(text);
    return { evaluate: plan(celEnv(), parsed), reads: pathsIn(parsed.expr) };
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
