/** Compares the audit log of a chaos run with the commands that were given. */
import { readFile } from 'node:fs/promises';
import type { Account } from './account.ts';

interface Line {
  readonly kind: string;
  readonly repository: string;
  readonly pull: number;
}

/**
 * Everything that is wrong, in words. Each command that the log is about stands in it once; what the App was killed over
 * may stand there again, so that there are as many repetitions as kills at most. That an approval has ended is noted where
 * the App has seen both heads.
 */
export async function inspectAudit(path: string, accounts: readonly Account[], kills: number): Promise<string[]> {
  const lines = await readLines(path);
  const expired = new Set(accounts.filter((account) => account.expired).map((account) => nameOf('expired', account)));
  const asked = new Set(
    accounts.flatMap((account) =>
      account.commands.flatMap(({ audited }) => (audited === undefined ? [] : [nameOf(audited, account)])),
    ),
  );
  const found = lines.map(({ kind, repository, pull }) => `${kind} in ${repository}#${pull}`);
  const done = found.filter((name) => asked.has(name));
  const repeated = done.length - new Set(done).size;
  return [
    ...[...asked].filter((name) => !done.includes(name)).map((name) => `the audit log lacks: ${name}`),
    ...found
      .filter((name) => !asked.has(name) && !expired.has(name))
      .map((name) => `the audit log has, though nobody asked: ${name}`),
    ...(repeated > kills ? [`the audit log repeats ${repeated} lines, after ${kills} kills`] : []),
  ];
}

async function readLines(path: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

function nameOf(kind: string, { pull }: Account): string {
  return `${kind} in ${pull.base.repository.fullName}#${pull.number}`;
}
