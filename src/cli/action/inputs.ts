/** The inputs of action.yml, which come as variables: no text of a workflow's becomes part of a shell script. */
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { UsageError } from '../../errors.ts';
import { atLeastOne, wholeNumber } from '../parse-option.ts';

export interface Inputs {
  /** Absolute. */
  readonly repo: string;
  readonly base?: string;
  readonly head?: string;
  readonly pipeline?: readonly string[];
  readonly full: boolean;
  readonly maxRecords?: number;
  readonly seed?: number;
  readonly allowPrograms: boolean;
  readonly deployment?: string;
}

/** An empty input is none, as GitHub has it. Throws UsageError. */
export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  const pipelines = (env.INPUT_PIPELINE ?? '').split(/[\n,]/).map((name) => name.trim());
  const pipeline = pipelines.filter(Boolean);
  return {
    repo: join(env.GITHUB_WORKSPACE ?? process.cwd(), env.INPUT_WORKING_DIRECTORY ?? ''),
    base: env.INPUT_BASE || undefined,
    head: env.INPUT_HEAD || undefined,
    pipeline: pipeline.length > 0 ? pipeline : undefined,
    full: parse('full', env.INPUT_FULL, yesOrNo) ?? false,
    maxRecords: parse('max-records', env.INPUT_MAX_RECORDS, atLeastOne),
    seed: parse('seed', env.INPUT_SEED, wholeNumber),
    allowPrograms: parse('allow-programs', env.INPUT_ALLOW_PROGRAMS, yesOrNo) ?? false,
    deployment: env.INPUT_DEPLOYMENT || undefined,
  };
}

function parse<T>(name: string, text: string | undefined, how: (text: string) => T): T | undefined {
  if (!text) return undefined;
  try {
    return how(text);
  } catch (cause) {
    if (!(cause instanceof InvalidArgumentError)) throw cause;
    throw new UsageError([{ message: `input ${name}: ${cause.message}`, found: text }], { cause });
  }
}

function yesOrNo(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new InvalidArgumentError('Expected true or false.');
  return text === 'true';
}
