/** `weir validate`: does the weir.yml of the working tree hold together with everything it names, and what would run? */
import { Command } from 'commander';
import type { Config } from '../config/config.ts';
import { readEach } from '../config/each/read.ts';
import { configPath, isMisplacedConfig, parseConfig } from '../config/load.ts';
import { ConfigError, WeirError } from '../errors.ts';
import { openRepository } from '../repository/local.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import { closing } from './closing.ts';
import { readConfigFile } from './config-file.ts';
import { createPage } from './page.ts';
import { collect } from './parse-option.ts';
import { storageAt } from './recording-storage.ts';
import { type OutsideOptions, surroundingsOf } from './surroundings.ts';
import { openUpstreams } from './upstreams.ts';
import { examine } from './validate/examine.ts';
import { renderExamined } from './validate/render.ts';

interface ValidateOptions extends OutsideOptions {
  readonly repo: string;
  readonly config?: string;
  readonly with?: readonly string[];
}

export function validateCommand(): Command {
  return new Command('validate')
    .description('check weir.yml and everything it names, replay 100 records, and print what would run')
    .option('--repo <dir>', 'the repository', '.')
    .option('--config <file>', 'a weir.yml to check, instead of that of the working tree')
    .option('--with <clone>', 'another repository that weir.yml names, owner/name=directory; may be repeated', collect)
    .option('--allow-programs', 'run the programs that it names on these records, on this machine')
    .option('--deployment <url>', 'where head is deployed, for endpoints whose head is the deployment')
    .addHelpText('after', closing('Exit status: 0 fine (warnings included), 2 something has to be mended.'))
    .action(validate);
}

async function validate(options: ValidateOptions): Promise<void> {
  await using resources = new AsyncDisposableStack();
  const repository = resources.use(await openRepository(options.repo));
  const worktree = await repository.worktree();
  const config =
    options.config === undefined ? await readOwn(worktree) : await readConfigFile(options.config, worktree);
  const storage = storageAt(repository, worktree, resources);
  const upstreams = resources.use(openUpstreams(options.with));
  const whole = await upstreams.beside(worktree, 'head', config, config.pipelines);
  // It is the weir.yml of whoever asks.
  const outside = surroundingsOf(options, process.env, {
    from: 'base',
    jobs: 1,
    say: (text) => void process.stderr.write(text),
  });
  const examined = await examine(config, whole, storage, { list: (beside) => whole.list(beside), outside });
  process.stdout.write(renderExamined(config, examined, createPage(process.stdout)));
  // Both sides are the working tree here.
  const problems = examined.problems.map(({ side: _side, ...problem }) => problem);
  if (problems.length > 0) throw new WeirError(problems);
}

/** The weir.yml of the working tree. Throws ConfigError. */
export async function readOwn(worktree: Snapshot): Promise<Config> {
  const text = await worktree.read(configPath);
  if (text !== undefined) {
    const each = await readEach(text, configPath, (path) => worktree.read(path));
    return parseConfig(text, configPath, { each });
  }
  const similar = (await worktree.list()).find(isMisplacedConfig);
  const found = similar && `${similar}, which is not read`;
  const expected = similar ? `it at ${configPath}` : 'a weir.yml; `weir init` writes one';
  throw new ConfigError([{ file: configPath, message: 'does not exist', found, expected }]);
}
