/** Makes a stage of an ONNX model. */
import { dirname, posix } from 'node:path';
import { pointerTokens } from '../../../document/pointer.ts';
import { bytesIn } from '../../content.ts';
import type { Artifact, Document, Outcome, Stage } from '../../engine.ts';
import { tabularOptionsOf } from '../tabular/options.ts';
import { Alone, areAlike } from './alone.ts';
import { type Answering, answering } from './answer.ts';
import { chanceIn } from './chance.ts';
import { externalFiles } from './external.ts';
import { type Feed, feedsOf } from './feed.ts';
import { readModel } from './model.ts';
import { loadRuntime, type Runtime, type Session } from './runtime.ts';
import { openQuickest } from './trees/session.ts';
import { withoutZipMaps } from './zip-map.ts';

/** Records in one run, and cells of one input in one. */
const MOST_ROWS = 4096;
const MOST_CELLS = 4_000_000;

/** Throws ArtifactError for what is no model, and where the step's places don't fit it. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const { path } = artifact;
  const content = bytesIn(artifact, path);
  const model = readModel(content, path);
  const options = tabularOptionsOf(artifact);
  const zipped = withoutZipMaps(content, model);
  const feeds = feedsOf(model.graph.inputs, options, path);
  const answer = answering(model.graph.outputs, zipped.maps, options, path);
  const chance = chanceIn(model);
  if (chance !== undefined) return unreplayable(`the operator ${chance} gives something else at each run`);
  const external = new Map(
    externalFiles(model, path).map((file) => [posix.relative(dirname(path), file), bytesIn(artifact, file)]),
  );
  const runtime = await loadRuntime(path);
  const session = await openQuickest({
    ...{ runtime, content: zipped.content, external, file: path },
    ...{ feeds, wanted: answer.wanted },
  });
  const machine: Machine = { runtime, session, feeds, answer, alone: new Alone() };
  const isOpen = feeds.some(({ shape }) => shape === undefined);
  const width = Math.max(1, ...feeds.map((feed) => feed.width));
  const takesOne = model.graph.inputs.some(({ shape }) => shape?.[0] === 1);
  const most = isOpen || takesOne ? 1 : Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / width)));
  // The runtime refuses a second run while one is under way.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    reads: feeds.flatMap(({ pointers }) => pointers.map(pointerTokens)),
    run(batch) {
      const outcomes = turn.then(() => runAll(machine, batch, most));
      turn = outcomes;
      return outcomes;
    },
    [Symbol.asyncDispose]: () => session.release(),
  };
}

interface Machine {
  readonly runtime: Runtime;
  readonly session: Session;
  readonly feeds: readonly Feed[];
  readonly answer: Answering;
  readonly alone: Alone;
}

function unreplayable(reason: string): Stage {
  return { reads: [], run: (batch) => batch.map(() => ({ outcome: 'unreplayable', reason })) };
}

async function runAll(machine: Machine, batch: readonly Document[], most: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let start = 0; start < batch.length; start += most)
    outcomes.push(...(await runRows(machine, batch.slice(start, start + most))));
  return outcomes;
}

/** As many as fit in one run. What breaks the run of many is tried one by one. */
async function runRows(machine: Machine, batch: readonly Document[]): Promise<Outcome[]> {
  const { feeds, alone } = machine;
  if (alone.isNeeded && batch.length > 1) return eachAlone(machine, batch);
  const rooms = feeds.map(({ type, width, sizes }) => type.room(batch.length * (width || product(sizes(batch[0])))));
  const outcomes: (Outcome | undefined)[] = [];
  let rows = 0;
  for (const document of batch) {
    const reason = fillRow(feeds, rooms, document, rows);
    outcomes.push(reason === undefined ? undefined : { outcome: 'failed', reason });
    if (reason === undefined) rows += 1;
  }
  if (rows === 0) return outcomes.filter((outcome) => outcome !== undefined);
  try {
    const read = await compute(machine, rooms, batch[0], rows);
    let row = 0;
    const given = outcomes.map((outcome): Outcome => outcome ?? { outcome: 'ok', value: read(row++) });
    if (batch.length === 1) return given;
    for (const place of alone.places(batch.length)) {
      const [own] = await runRows(machine, batch.slice(place, place + 1));
      alone.isNeeded ||= !areAlike(own, given[place]);
      if (alone.isNeeded) break;
    }
    if (!alone.isNeeded) return given;
  } catch (error) {
    if (batch.length === 1) return [{ outcome: 'failed', reason: explain(error) }];
  }
  return eachAlone(machine, batch);
}

async function eachAlone(machine: Machine, batch: readonly Document[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const document of batch) outcomes.push(...(await runRows(machine, [document])));
  return outcomes;
}

function fillRow(feeds: readonly Feed[], rooms: readonly Room[], document: Document, row: number): string | undefined {
  for (let index = 0; index < feeds.length; index += 1) {
    const reason = feeds[index]?.fill(document, rooms[index] ?? [], row);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

type Room = ReturnType<Feed['type']['room']>;

async function compute(
  { runtime, session, feeds, answer }: Machine,
  rooms: readonly Room[],
  first: Document,
  rows: number,
): Promise<(row: number) => unknown> {
  const tensors = feeds.map(({ name, type, shape, sizes }, index) => {
    const own = shape ?? sizes(first);
    const cells = (rooms[index] ?? []).slice(0, rows * product(own));
    return [name, new runtime.Tensor(type.name, cells as never, [rows, ...own])] as const;
  });
  return answer.write(await session.run(Object.fromEntries(tensors), answer.wanted), rows);
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total * size, 1);
}

/** The runtime's messages may hold what a tensor holds, as a text that is no known category; only our own do not. */
function explain(error: unknown): string {
  if (error instanceof RangeError && error.message.startsWith('output "')) return error.message;
  const text = error instanceof Error ? error.message : '';
  const node = /running (\w+) node\. Name:'([^']*)'/.exec(text);
  return node ? `the model broke in ${node[1]} ("${node[2]}")` : 'the model broke';
}
