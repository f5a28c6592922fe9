/** What all engines of endpoints have in common; each of them words requests and reads answers in its own way. */
import { parseSource } from '../../../document/source.ts';
import { ArtifactError } from '../../../errors.ts';
import { version } from '../../../version.ts';
import { asking, type Wording } from '../../asking.ts';
import { textIn } from '../../content.ts';
import { diffValues } from '../../diff/edits.ts';
import { diffFolder } from '../../diff/folder.ts';
import type { Artifact, Engine } from '../../engine.ts';
import { parseArtifact } from '../../parse.ts';
import { gather } from '../../program/gather.ts';
import { awaitedDeployment, refusedAddress } from './address.ts';
import { endpointOptions } from './options.ts';

/** A way to talk with endpoints. */
export interface Dialect {
  readonly id: string;
  /** What its files are: `requests in …`. */
  readonly name: string;
  /** Throws Misfit for settings that make no sense. */
  readonly wording: (settings: Settings) => Pick<Wording, 'request' | 'read'>;
}

/** What the step's file says; empty for a folder, which holds what a deployment is made of. */
export type Settings = Readonly<Record<string, unknown>>;

/** A setting that is wrong: where, and what would be right. */
export class Misfit extends Error {
  readonly pointer: string;
  readonly expected: string;

  constructor(pointer: string, expected: string) {
    super(expected);
    this.pointer = pointer;
    this.expected = expected;
  }
}

export function endpointEngine({ id, name, wording }: Dialect): Engine {
  const engine: Engine = {
    id,
    kind: 'model',
    name,
    version,
    extensions: [],
    selectedBy: 'model',
    content: 'bytes',
    parts: false,
    folders: true,
    options: endpointOptions,
    needs: { addons: false, hosts: true, concurrency: 8 },
    references: () => [],
    gather,
    refused: refusedAddress,
    awaits: awaitedDeployment,
    async compile(artifact, { ask } = {}) {
      return asking({ ...wordingFor(artifact, wording), unsaid: UNSAID, unread: UNREAD }, ask);
    },
    diff(base, head) {
      if (artifactIsFolder(base) || artifactIsFolder(head)) return diffFolder(engine, base, head);
      return diffValues(engine, {}, base, head);
    },
    // What asks endpoints is loaded where one is asked.
    open: async (artifact, side, surroundings) => (await import('./open.ts')).open(artifact, side, surroundings),
  };
  return engine;
}

const UNSAID = 'the document lacks what the request is made of, or holds something else there';
const UNREAD = 'the endpoint answered with other JSON than it should';

function artifactIsFolder({ path }: Artifact): boolean {
  return path.endsWith('/');
}

/** Throws ArtifactError. */
function wordingFor(artifact: Artifact, wording: Dialect['wording']): Pick<Wording, 'request' | 'read'> {
  if (artifactIsFolder(artifact)) return wording({});
  const { value, file } = parseArtifact(artifact);
  try {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Misfit('', 'a mapping');
    return wording(value as Settings);
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    const { line, column } = parseSource(textIn(artifact, file), file, ArtifactError, 'last-counts').range(
      error.pointer,
    );
    const { expected } = error;
    throw new ArtifactError([{ file, line, column, message: 'settings that no request can be made of', expected }]);
  }
}
