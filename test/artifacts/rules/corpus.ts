/** The shared JSONLogic cases that lie beside the repository, where they do. */
import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../../../shared/data/corpora/json-logic/', import.meta.url);

export interface Case {
  readonly description: string;
  readonly rule: unknown;
  readonly data?: unknown;
  readonly result?: unknown;
  /** What must be thrown in place of a result. */
  readonly error?: { readonly type: string };
}

export const hasCorpus = existsSync(folder);

export function readCases(): Case[] {
  const files = read<string[]>('index.json');
  return files.flatMap((file) => read<(string | Case)[]>(file)).filter((entry) => typeof entry !== 'string');
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}
