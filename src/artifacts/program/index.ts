/** A team's own program, in any language: documents as JSON lines on its standard input, results on its standard output. */
import { version } from '../../version.ts';
import { diffFolder } from '../diff/folder.ts';
import type { Engine } from '../engine.ts';
import { timeout } from '../timeout.ts';
import { compile } from './compile.ts';
import { gather } from './gather.ts';

const words = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

export const program: Engine = {
  id: 'program',
  kind: 'program',
  name: 'a program',
  version,
  extensions: [],
  selectedBy: 'program',
  content: 'bytes',
  parts: false,
  folders: true,
  options: {
    run: {
      ...words,
      description:
        'Programs: the command, a word an item. It is started in a folder that holds what the step names, at the same paths as in the repository.',
      examples: [['python3', '-m', 'scoring']],
    },
    setup: {
      ...words,
      description:
        'Programs: a command that is run there once before, and again only for other files; to install what the program needs.',
      examples: [['python3', '-m', 'pip', 'install', '--target=lib', '-r', 'requirements.txt']],
    },
    uses: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      description:
        'Programs: further files, and folders with a / at their end, that the program needs. It finds nothing else of the repository.',
      examples: [['lib/', 'requirements.txt']],
    },
    env: {
      type: 'array',
      items: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$', description: 'The name of a variable.' },
      description: 'Programs: names of environment variables that the program gets. Beside them it has PATH alone.',
      examples: [['SCORING_REGION']],
    },
    timeout,
    processes: {
      type: 'integer',
      minimum: 1,
      description: 'Programs: how many of each version run at once. Default: as many as there are replay processes.',
      examples: [4],
    },
  },
  needs: { addons: false, child: true },
  references: () => [],
  gather,
  mindsModes: true,
  compile,
  diff: (base, head) => diffFolder(program, base, head),
  refused: (_options, { noPrograms }) => noPrograms,
  // What starts programs is loaded where one is started.
  open: async (artifact, side, surroundings) => (await import('./open.ts')).open(artifact, side, surroundings),
};
