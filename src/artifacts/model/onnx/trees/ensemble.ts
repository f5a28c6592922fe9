/**
 * TreeEnsembleClassifier and TreeEnsembleRegressor of ai.onnx.ml, versions 1 and 3, as their nodes say what they are.
 * https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsembleClassifier.html
 */
import type { Node } from '../model.ts';
import { floatsIn, integersIn, textsIn } from './lists.ts';

export interface Ensemble {
  /** Names of the tensors: what it takes, what it gives. A regressor gives no labels. */
  readonly input: string;
  readonly labels: string | undefined;
  readonly scores: string;
  readonly classes: readonly string[] | readonly bigint[] | undefined;
  /** How many sums there are: targets of a regressor, classes of a classifier. */
  readonly sums: number;
  readonly aggregate: Aggregate;
  readonly transform: Transform;
  readonly base: Float32Array;
  readonly nodes: NodeTable;
  readonly votes: VoteTable;
}

export type Aggregate = 'SUM' | 'AVERAGE' | 'MIN' | 'MAX';
/** Not PROBIT, which needs the logarithm of the runtime's C library to the last bit. */
export type Transform = 'NONE' | 'LOGISTIC' | 'SOFTMAX' | 'SOFTMAX_ZERO';

/** A row a node. */
export interface NodeTable {
  readonly tree: readonly number[];
  readonly id: readonly number[];
  readonly feature: readonly number[];
  readonly value: Float32Array;
  readonly mode: readonly string[];
  readonly ifTrue: readonly number[];
  readonly ifFalse: readonly number[];
  /** Whether NaN counts as true; shorter than the others where it does not. */
  readonly missing: readonly number[];
}

/** A row a vote: what a leaf adds to which sum. */
export interface VoteTable {
  readonly tree: readonly number[];
  readonly id: readonly number[];
  readonly sum: readonly number[];
  readonly weight: Float32Array;
}

const CLASSIFIER = 'ai.onnx.ml.TreeEnsembleClassifier';
const REGRESSOR = 'ai.onnx.ml.TreeEnsembleRegressor';

export function isEnsemble({ operator }: Pick<Node, 'operator'>): boolean {
  return operator === CLASSIFIER || operator === REGRESSOR;
}

const COLUMNS = ['treeids', 'nodeids', 'featureids', 'values', 'modes', 'truenodeids', 'falsenodeids'];
const COMMON = [
  ...[...COLUMNS, 'hitrates', 'missing_value_tracks_true'].map((name) => `nodes_${name}`),
  'aggregate_function',
  'base_values',
  'post_transform',
];
const VOTES = ['treeids', 'nodeids', 'ids', 'weights'];
const KNOWN: Readonly<Record<string, ReadonlySet<string>>> = {
  [CLASSIFIER]: new Set([
    ...COMMON,
    ...VOTES.map((name) => `class_${name}`),
    'classlabels_strings',
    'classlabels_int64s',
  ]),
  [REGRESSOR]: new Set([...COMMON, ...VOTES.map((name) => `target_${name}`), 'n_targets']),
};

/** Undefined for what is no such node, or one of which not everything is understood. */
export function readEnsemble({ operator, inputs, outputs, attributes }: Node): Ensemble | undefined {
  const known = KNOWN[operator];
  const [input, another] = inputs;
  if (!known || !input || another !== undefined) return undefined;
  if (!attributes.every(({ name, plain }) => plain !== undefined && known.has(name))) return undefined;
  const plain = new Map(attributes.map((attribute) => [attribute.name, attribute.plain ?? NOTHING]));
  const floats = (name: string) => floatsIn(plain.get(name) ?? NOTHING);
  const integers = (name: string) => integersIn(plain.get(name) ?? NOTHING);
  const texts = (name: string) => textsIn(plain.get(name) ?? NOTHING);
  const isClassifier = operator === CLASSIFIER;
  const prefix = isClassifier ? 'class' : 'target';
  const classes = isClassifier ? classesOf(texts('classlabels_strings'), integers('classlabels_int64s')) : undefined;
  const sums = classes ? classes.length : (integers('n_targets')[0] ?? 0);
  const aggregate = aggregateOf(texts('aggregate_function')[0]);
  const transform = transformOf(texts('post_transform')[0]);
  const scores = outputs[isClassifier ? 1 : 0] ?? '';
  const labels = isClassifier ? outputs[0] || undefined : undefined;
  // A classifier of one class, or with another aggregate than the sum, is nothing that an exporter writes.
  if (!aggregate || !transform || sums < 1 || (isClassifier && (sums < 2 || aggregate !== 'SUM'))) return undefined;
  return {
    input,
    labels,
    scores,
    classes,
    sums,
    aggregate,
    transform,
    base: floats('base_values'),
    nodes: {
      tree: integers('nodes_treeids'),
      id: integers('nodes_nodeids'),
      feature: integers('nodes_featureids'),
      value: floats('nodes_values'),
      mode: texts('nodes_modes'),
      ifTrue: integers('nodes_truenodeids'),
      ifFalse: integers('nodes_falsenodeids'),
      missing: integers('nodes_missing_value_tracks_true'),
    },
    votes: {
      tree: integers(`${prefix}_treeids`),
      id: integers(`${prefix}_nodeids`),
      sum: integers(`${prefix}_ids`),
      weight: floats(`${prefix}_weights`),
    },
  };
}

const NOTHING = new Uint8Array();

function classesOf(texts: readonly string[], integers: readonly number[]): readonly string[] | readonly bigint[] {
  if (texts.length > 0) return texts;
  return integers.every(Number.isSafeInteger) ? integers.map(BigInt) : [];
}

function aggregateOf(name = 'SUM'): Aggregate | undefined {
  return name === 'SUM' || name === 'AVERAGE' || name === 'MIN' || name === 'MAX' ? name : undefined;
}

function transformOf(name = 'NONE'): Transform | undefined {
  return name === 'NONE' || name === 'LOGISTIC' || name === 'SOFTMAX' || name === 'SOFTMAX_ZERO' ? name : undefined;
}
