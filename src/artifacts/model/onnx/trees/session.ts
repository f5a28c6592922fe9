/** A session in which trees are walked here and the rest of the graph is left to the runtime, if both give the same. */
import { ArtifactError } from '../../../../errors.ts';
import { readModel } from '../model.ts';
import { openSession, type Runtime, type Session, type Tensor } from '../runtime.ts';
import type { Ensemble } from './ensemble.ts';
import { type Evaluate, evaluating } from './evaluate.ts';
import { poolOf } from './pool.ts';
import { type Asking, givesTheSame } from './same.ts';
import { type Part, type Split, split } from './split.ts';

export interface Opening extends Asking {
  readonly content: Uint8Array;
  readonly external: ReadonlyMap<string, Uint8Array>;
  readonly file: string;
}

/** The quickest session that gives what the runtime gives for the whole model. Throws ArtifactError where the runtime takes it not. */
export async function openQuickest(opening: Opening): Promise<Session> {
  const { runtime, content, external, file, wanted } = opening;
  const whole = await openSession(runtime, content, external, file);
  const model = readModel(content, file);
  const parts = split(content, model, wanted);
  const walking = parts && (await openWalking(opening, parts));
  if (!walking) return whole;
  const isSame = await givesTheSame(whole, walking, opening, poolOf(model, parts.ensembles));
  await (isSame ? whole : walking).release();
  return isSame ? walking : whole;
}

interface Walker {
  readonly ensemble: Ensemble;
  readonly evaluate: Evaluate;
}

/** Undefined where some trees, or what is around them, have to be left to the runtime as a whole. */
async function openWalking({ runtime, external, file }: Opening, parts: Split): Promise<Session | undefined> {
  const walkers = parts.ensembles.flatMap((ensemble): Walker[] => {
    const evaluate = evaluating(ensemble);
    return evaluate ? [{ ensemble, evaluate }] : [];
  });
  if (walkers.length < parts.ensembles.length) return undefined;
  const open = async (part: Part | undefined) => part && (await openSession(runtime, part.content, external, file));
  let [before, after]: (Session | undefined)[] = [];
  try {
    before = await open(parts.before);
    after = await open(parts.after);
  } catch (error) {
    await before?.release();
    // A part of a model need not be one that the runtime takes: the whole is.
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
  return {
    async run(feeds, names) {
      const inner = await runPart(before, parts.before, feeds);
      const scored = { ...feeds, ...inner, ...walk(walkers, { ...feeds, ...inner }, runtime, parts, names) };
      const outer = await runPart(after, parts.after, scored);
      return Object.fromEntries(names.map((name) => [name, (outer[name] ?? scored[name]) as Tensor]));
    },
    async release() {
      await before?.release();
      await after?.release();
    },
  };
}

async function runPart(
  session: Session | undefined,
  part: Part | undefined,
  tensors: Readonly<Record<string, unknown>>,
) {
  if (!session || !part) return {};
  return session.run(Object.fromEntries(part.takes.map((name) => [name, tensors[name]])), part.gives);
}

/** What ensembles give, as far as anybody asks for it. */
function walk(
  walkers: readonly Walker[],
  tensors: Readonly<Record<string, unknown>>,
  { Tensor }: Runtime,
  { after }: Split,
  names: readonly string[],
): Record<string, unknown> {
  const isWanted = (name: string | undefined): name is string =>
    name !== undefined && (names.includes(name) || after?.takes.includes(name) === true);
  const found: Record<string, unknown> = {};
  for (const { ensemble, evaluate } of walkers) {
    const { data, dims, type } = tensors[ensemble.input] as Tensor;
    const [rows = 0, width = 0] = dims;
    if (type !== 'float32' || dims.length !== 2) throw new RangeError('trees that take no rows of float32');
    const { scores, classes } = evaluate(data as unknown as Float32Array, rows, width);
    if (isWanted(ensemble.scores)) found[ensemble.scores] = new Tensor('float32', scores, [rows, ensemble.sums]);
    if (isWanted(ensemble.labels)) found[ensemble.labels] = labelsOf(classes, ensemble, Tensor);
  }
  return found;
}

function labelsOf(classes: Int32Array, ensemble: Ensemble, Tensor: Runtime['Tensor']): unknown {
  const names = ensemble.classes ?? [];
  if (typeof names[0] === 'string')
    return new Tensor(
      'string',
      Array.from(classes, (index) => String(names[index])),
      [classes.length],
    );
  const labels = new BigInt64Array(classes.length);
  for (let row = 0; row < labels.length; row += 1) labels[row] = names[classes[row]!] as bigint;
  return new Tensor('int64', labels, [labels.length]);
}
