/** `weir graph`: artifacts, the pipelines that read them, their outputs and owners, across the repositories that are given. */
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { collect as collectGraph, reachedBy } from '../downstreams/graph/collect.ts';
import { UsageError } from '../errors.ts';
import { nearestFile } from '../nearest.ts';
import type { Graph } from '../report/reads/graph.ts';
import { openRepository } from '../repository/local.ts';
import { closing } from './closing.ts';
import { asJson, asMermaid, asText, deadText } from './graph/render.ts';
import { ownName } from './own-name.ts';
import { collect } from './parse-option.ts';
import { openUpstreams } from './upstreams.ts';

interface GraphOptions {
  readonly repo: string;
  readonly name?: string;
  readonly with?: readonly string[];
  readonly format: 'text' | 'mermaid' | 'json' | 'html';
  readonly reaches?: string;
  readonly check?: boolean;
}

/** Exit status where a name leads nowhere. */
const DEAD = 1;

export function graphCommand(): Command {
  return new Command('graph')
    .description('show which pipelines read which files, over several repositories, with outputs and owners')
    .option('--repo <dir>', 'the repository', '.')
    .option('--name <name>', 'what other repositories call it, owner/name (default: by its remote origin)')
    .option('--with <clone>', 'another repository, owner/name=directory; may be repeated', collect)
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'mermaid', 'json', 'html']).default('text'),
    )
    .option('--reaches <file>', 'only what is downstream of this file, path or owner/name:path')
    .option('--check', 'list the names in weir.yml that lead nowhere')
    .addHelpText(
      'after',
      closing('Exit status: 0, or 1 where --check finds names that lead nowhere; 2 for what is wrong.'),
    )
    .action(run);
}

/** Throws WeirErrors. */
async function run({ repo, with: given = [], format, reaches, check, ...options }: GraphOptions): Promise<void> {
  await using resources = new AsyncDisposableStack();
  const repository = resources.use(await openRepository(repo));
  const own = await ownName(repo, options.name);
  // Others may name this one, too.
  const upstreams = resources.use(openUpstreams(own === '' ? given : [...given, `${own}=${resolve(repo)}`]));
  const others = upstreams.repositories.filter((name) => name !== own);
  const worktree = repository.root === undefined ? await repository.snapshot('HEAD') : await repository.worktree();
  const all = await collectGraph(
    [
      { repository: own, snapshot: worktree },
      ...(await Promise.all(
        others.map(async (name) => ({
          repository: name,
          snapshot: await upstreams.open({ repository: name, path: '' }),
        })),
      )),
    ],
    upstreams.open,
  );
  const graph = reaches === undefined ? all : reachedBy(all, reaches, own);
  if (reaches !== undefined && graph.artifacts.length === 0 && !reaches.includes(':')) {
    const paths = await worktree.list();
    if (!paths.includes(reaches))
      throw new UsageError([{ message: `${reaches} does not exist`, nearest: nearestFile(reaches, paths) }]);
  }
  process.stdout.write(check && format === 'text' ? deadText(graph) : await rendered(graph, format));
  if (check && graph.dead.length > 0) process.exitCode = DEAD;
}

async function rendered(graph: Graph, format: GraphOptions['format']): Promise<string> {
  switch (format) {
    case 'text':
      return asText(graph);
    case 'mermaid':
      return asMermaid(graph);
    case 'json':
      return asJson(graph);
    case 'html':
      return (await import('../report/reads/page.ts')).readsPage(graph);
    default:
      throw new Error(`unknown format ${String(format satisfies never)}`);
  }
}
