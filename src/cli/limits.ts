/** `weir limits`: replays merges of the past, and proposes limits at which the good ones would have passed. */
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { RepositoryError } from '../errors.ts';
import { measure } from '../format/measures.ts';
import { plural } from '../format/numbers.ts';
import { resolveFiles } from '../recordings/resolve.ts';
import { plain } from '../report/plain.ts';
import { openRepository } from '../repository/local.ts';
import { closing } from './closing.ts';
import { governedPaths, type Merge, type Moved, mergesOf, replayMerge } from './limits/past.ts';
import { type Proposal, propose } from './limits/propose.ts';
import { atLeastOne, collect } from './parse-option.ts';
import { storageAt } from './recording-storage.ts';
import { openUpstreams } from './upstreams.ts';
import { readOwn } from './validate.ts';

interface LimitsOptions {
  readonly repo: string;
  readonly last: number;
  readonly bad?: readonly string[];
  readonly jobs?: number;
  readonly with?: readonly string[];
}

export function limitsCommand(): Command {
  return new Command('limits')
    .description(
      'replay the last merges that touched a governed file, and propose limits at which they would have passed',
    )
    .option('--repo <dir>', 'the repository', '.')
    .option('--last <n>', 'how many merges', atLeastOne, 10)
    .option('--bad <rev>', 'a merge that should have failed; may be repeated', collect)
    .option('--with <clone>', 'another repository that weir.yml names, owner/name=directory; may be repeated', collect)
    .option('--jobs <n>', 'number of replay processes (default: one a core)', atLeastOne)
    .addHelpText('after', closing('Prints, and writes nothing. Exit status: 0, or 2 where nothing could be replayed.'))
    .action(limits);
}

async function limits(options: LimitsOptions): Promise<void> {
  await using resources = new AsyncDisposableStack();
  const repository = resources.use(await openRepository(options.repo));
  const worktree = await repository.worktree();
  const config = await readOwn(worktree);
  const storage = storageAt(repository, worktree, resources);
  const bad = await Promise.all(
    (options.bad ?? []).map(
      async (name): Promise<Merge> => ({ commit: (await repository.snapshot(name)).revision, subject: name }),
    ),
  );
  const isBad = ({ commit }: Merge): boolean => bad.some((one) => one.commit === commit);
  const merges = await mergesOf(repository.root ?? '.', governedPaths(config.pipelines), options.last);
  const upstreams = resources.use(openUpstreams(options.with));
  // Where weir.yml names what is not there, it is told before any merge is replayed.
  await upstreams.beside(worktree, 'base', config, config.pipelines);
  const means = {
    ...{ repository, upstreams, config, jobs: options.jobs ?? availableParallelism() },
    recording: (recording: Parameters<typeof resolveFiles>[0]) =>
      resolveFiles(recording, storage, config.path, 'counts'),
  };
  const moved: Moved[] = [];
  const all = [...merges.filter((merge) => !isBad(merge)), ...bad];
  const left: string[] = [];
  for (const merge of all) {
    moved.push(
      ...(await replayMerge(merge, means, (pipeline, reason) => left.push(`${nameOf(merge)}, ${pipeline}: ${reason}`))),
    );
  }
  if (moved.length === 0) {
    const message = 'no merge could be replayed through the pipelines of weir.yml';
    throw new RepositoryError([
      {
        message,
        found:
          left[0] ??
          (all.length === 0
            ? 'none that touches a file of theirs'
            : `${plural(all.length, 'merge')}, none of which reaches them`),
        expected:
          'more of them (--last <n>); until there are some, the defaults: 1 % of an output changed, 0.1 % rejected or failed',
      },
    ]);
  }
  const proposals = propose(
    moved.filter(({ merge }) => !isBad(merge)),
    moved.filter(({ merge }) => isBad(merge)),
  );
  process.stdout.write(render(proposals, all.length, left));
}

function render(proposals: readonly Proposal[], merges: number, left: readonly string[]): string {
  const pipelines = Map.groupBy(proposals, ({ pipeline }) => pipeline);
  const blocks = [...pipelines].map(([name, own]) => {
    const found = own.flatMap(({ key, limit }) => (limit === undefined ? [] : [`      ${quoted(key)}: ${limit}`]));
    return [
      `pipeline ${plain(name)}`,
      ...own.flatMap(lines),
      ...(found.length > 0 ? ['  proposed, for weir.yml:', '    limits:', ...found] : ['  nothing to propose']),
    ].join('\n');
  });
  const missing = left.length > 0 ? [`left out:\n${left.map((text) => `  ${plain(text)}`).join('\n')}`] : [];
  const advice = 'A limit is what owners want to be asked about: look at the largest values before\nyou take it.';
  return `${[`${plural(merges, 'merge')} replayed`, ...blocks, ...missing, advice].join('\n\n')}\n`;
}

function lines({ key, good, bad, limit }: Proposal): string[] {
  const apart =
    bad !== undefined && limit === undefined
      ? ['    no limit on it tells the bad ones from the good: take another measure']
      : [];
  return [
    `  ${plain(key)}`,
    ...(good ? [`    most, of the good: ${shown(good)}`] : []),
    ...(bad ? [`    least, of the bad: ${shown(bad)}`] : []),
    ...apart,
  ];
}

function shown({ key, measure: measured, merge }: Moved): string {
  return `${measure(measured, key.slice(key.indexOf('.') + 1))} in ${nameOf(merge)}`;
}

function nameOf({ commit, subject }: Merge): string {
  return plain(`${commit.slice(0, 12)} ${subject.length > 50 ? `${subject.slice(0, 49)}…` : subject}`);
}

/** As a key of YAML. */
function quoted(key: string): string {
  return /^[\w.@-]+$/.test(key) && !key.startsWith('@') ? key : JSON.stringify(key);
}
