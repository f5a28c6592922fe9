/** `examples/upstreams`: a schema in a repository of its own, and two repositories that read it, each with its own flights. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProposedChange } from '../changes.ts';
import { replacing } from '../repository.ts';

/** The repositories downstream, with the verdicts that are expected of their lines. */
export const DOWNSTREAMS = { gates: 'fail', refunds: 'pass' } as const;

/** What the pull request to `acme/events` changes. */
export const upstreamChange: ProposedChange = {
  branch: 'early',
  title: 'Nobody lands more than half an hour early',
  summary: 'delay at least −30',
  // Which the gates see, and who asks for a refund does not.
  rewrites: {
    'schemas/flight.schema.json': replacing(
      'negative for a flight that was early.",\n      "type": "integer"',
      'negative for a flight that was early.",\n      "type": "integer",\n      "minimum": -30',
    ),
  },
  expected: 'fail',
};

const EXAMPLES = join(import.meta.dirname, '../../upstreams');
/** Ten thousand flights, in the order in which they took off. */
const FLIGHTS = join(import.meta.dirname, '../../../node_modules/vega-datasets/data/flights-10k.json');
const LATE = 15;

interface Flight {
  /** `2001/01/01 00:47` */
  readonly date: string;
  /** Minutes. */
  readonly delay: number;
}

/** Texts by path, the recording among them. */
export function filesOf(name: 'events' | 'gates' | 'refunds'): Record<string, string> {
  const folder = join(EXAMPLES, name);
  const paths = globSync(['**/*.json', '.github/*'], { cwd: folder });
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  if (name === 'gates') files['traffic/landings.jsonl'] = linesOf(flights());
  if (name === 'refunds')
    files['traffic/late-landings.jsonl'] = linesOf(flights().filter(({ delay }) => delay >= LATE));
  return files;
}

/** As the package has them. */
export function flights(): readonly Flight[] {
  return JSON.parse(readFileSync(FLIGHTS, 'utf8')) as Flight[];
}

function linesOf(some: readonly Flight[]): string {
  const records = some.map((flight) => ({
    ...flight,
    date: `${flight.date.replaceAll('/', '-').replace(' ', 'T')}:00Z`,
  }));
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
