/** Checks as the worker keeps them, made by hand. */
import type { Archive } from '../../../src/github/reports/archive.ts';
import type { Move } from '../../../src/github/reports/moves.ts';
import type { CheckRecord } from '../../../src/github/reports/record.ts';

export const HEAD = 'a'.repeat(40);

/** A page as another version of Weir may have written it. */
export const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-abc=&#39;">
<title>A report</title></head><body>the whole report</body></html>`;

export function record(rest: Partial<CheckRecord> = {}): CheckRecord {
  return {
    format: 1,
    repository: 'acme/claims',
    visibility: 'public',
    pull: 12,
    head: HEAD,
    base: 'b'.repeat(40),
    baseRef: 'main',
    at: '2026-07-01T09:30:00.000Z',
    conclusion: 'failure',
    title: '✖ fail: compensation fails',
    verdict: 'fail',
    moves: [],
    ...rest,
  };
}

export function move(rest: Partial<Move> = {}): Move {
  return {
    pipeline: 'compensation',
    output: 'tier',
    kind: 'category',
    changed: 0.1,
    exact: true,
    steps: [
      { of: 'none', by: 0.1 },
      { of: 'short', by: -0.1 },
    ],
    ...rest,
  };
}

/** Keeps it with a page where something was judged. */
export async function keep(archive: Archive, repository: number, made: CheckRecord): Promise<void> {
  const report = made.verdict === undefined ? undefined : { html: PAGE, json: '{"verdict":"fail"}\n' };
  await archive.keep(repository, { pull: made.pull, head: made.head }, made, report);
}
