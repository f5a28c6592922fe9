/**
 * GitHub's Git data API in front of a real repository on this machine: trees, blobs and comparisons as GitHub answers
 * them, with its own limits, which a test may lower.
 */

import { spawnSync } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProbotOctokit } from 'probot';
import { onTestFinished } from 'vitest';
import { openRepository } from '../../../src/github/octokit/repository.ts';
import type { Repository } from '../../../src/github/port/repository.ts';
import type { Fixture } from '../../repository/fixture.ts';

export interface GitDataServer {
  /** `acme/claims`. */
  readonly repository: Repository;
  /** Path and query of every request so far, below the repository's own path. */
  readonly requests: string[];
}

export interface GitDataOptions {
  /** Entries of a tree that is listed with everything below it, before it is truncated. GitHub: 100,000. */
  readonly deepEntries?: number;
  /** Entries of one folder. */
  readonly flatEntries?: number;
  /** Files of a comparison. GitHub: 300. */
  readonly files?: number;
  /** What is sent in place of a blob; undefined breaks the connection off in the middle. */
  readonly tamper?: (bytes: Buffer) => Buffer | undefined;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer | string | undefined;
}

/** Ends with the test. */
export async function serveGitData(fixture: Fixture, options: GitDataOptions = {}): Promise<GitDataServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const route = url.pathname.replace('/repos/acme/claims/', '');
    requests.push(`${route}${url.search}`);
    send(response, answer(fixture.directory, route, url.searchParams, request, options));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const octokit = new ProbotOctokit({
    baseUrl: `http://127.0.0.1:${port}`,
    auth: { token: 'test' },
    throttle: { enabled: false },
    retry: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return { repository: openRepository(octokit, { installation: 1, owner: 'acme', repo: 'claims' }), requests };
}

function answer(
  directory: string,
  route: string,
  query: URLSearchParams,
  request: IncomingMessage,
  options: GitDataOptions,
): Answer {
  const tree = /^git\/trees\/(.+)$/.exec(route)?.[1];
  if (tree !== undefined) return treeAnswer(directory, tree, query.has('recursive'), options);
  const blob = /^git\/blobs\/(.+)$/.exec(route)?.[1];
  if (blob !== undefined) return blobAnswer(directory, blob, request, options);
  const [, base, head] = /^compare\/(.+)\.\.\.(.+)$/.exec(route) ?? [];
  if (base !== undefined && head !== undefined) return compareAnswer(directory, base, head, query, options);
  if (route === 'commits') return json(commitsOf(directory, [query.get('sha') ?? ''], query));
  return notFound();
}

function treeAnswer(directory: string, id: string, recursive: boolean, options: GitDataOptions): Answer {
  const output = git(directory, 'ls-tree', '-z', '--long', ...(recursive ? ['-r', '-t'] : []), '--full-tree', id);
  if (output === undefined) return notFound();
  const limit = (recursive ? options.deepEntries : options.flatEntries) ?? 100_000;
  const entries = fields(output).map((field) => {
    const [, mode, type, sha, size, path] = /^(\d+) (\w+) (\w+) +(\S+)\t(.*)$/s.exec(field) ?? [];
    return { path, mode, type, sha, ...(type === 'blob' && { size: Number(size) }) };
  });
  return json({ sha: id, truncated: entries.length > limit, tree: entries.slice(0, limit) });
}

function blobAnswer(directory: string, id: string, request: IncomingMessage, { tamper }: GitDataOptions): Answer {
  const bytes = git(directory, 'cat-file', 'blob', id);
  if (bytes === undefined) return notFound();
  if (request.headers.accept !== 'application/vnd.github.raw+json') {
    return json({ sha: id, encoding: 'base64', content: bytes.toString('base64') });
  }
  // The charset is what GitHub says of any bytes.
  return { status: 200, type: 'application/vnd.github.raw+json; charset=utf-8', body: tamper ? tamper(bytes) : bytes };
}

/** A page of `git log`. */
function commitsOf(directory: string, range: readonly string[], query: URLSearchParams, ...order: string[]): object[] {
  const [size, page] = [Number(query.get('per_page')), Number(query.get('page') ?? 1)];
  const lines =
    git(directory, 'log', '--format=%H %P', ...order, ...range)
      ?.toString()
      .split('\n')
      .filter(Boolean) ?? [];
  return lines.slice((page - 1) * size, page * size).map((line) => {
    const [sha, ...parents] = line.trim().split(' ');
    return { sha, parents: parents.map((parent) => ({ sha: parent })), commit: { message: '' } };
  });
}

function compareAnswer(
  directory: string,
  base: string,
  head: string,
  query: URLSearchParams,
  options: GitDataOptions,
): Answer {
  if (git(directory, 'cat-file', '-e', base) === undefined || git(directory, 'cat-file', '-e', head) === undefined) {
    return notFound();
  }
  const ancestor = git(directory, 'merge-base', base, head)?.toString().trim();
  if (ancestor === undefined) return notFound(`No common ancestor between ${base} and ${head}.`);
  const parts = fields(
    git(directory, 'diff-tree', '-r', '-M', '--name-status', '-z', ancestor, head) ?? Buffer.alloc(0),
  );
  const files: object[] = [];
  while (parts.length > 0) {
    const letter = parts.shift()?.[0];
    if (letter === 'R') files.push({ status: 'renamed', previous_filename: parts.shift(), filename: parts.shift() });
    else
      files.push({
        status: letter === 'A' ? 'added' : letter === 'D' ? 'removed' : 'modified',
        filename: parts.shift(),
      });
  }
  const [behind, ahead] =
    git(directory, 'rev-list', '--left-right', '--count', `${base}...${head}`)?.toString().split('\t').map(Number) ??
    [];
  return json({
    merge_base_commit: { sha: ancestor },
    ...{ ahead_by: ahead, behind_by: behind },
    commits: commitsOf(directory, [head, `^${base}`], query, '--reverse'),
    files: files.slice(0, options.files ?? 300),
  });
}

function git(directory: string, ...args: string[]): Buffer | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: directory, maxBuffer: 1e9 });
  return status === 0 ? stdout : undefined;
}

function fields(output: Buffer): string[] {
  return output.toString('utf8').split('\0').slice(0, -1);
}

function json(value: object): Answer {
  return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

function notFound(message = 'Not Found'): Answer {
  return { ...json({ message, documentation_url: 'https://docs.github.com/rest', status: '404' }), status: 404 };
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type });
  if (body !== undefined) response.end(body);
  else response.write('half', () => response.destroy());
}
