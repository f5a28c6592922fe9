/** A model that XGBoost saved, as JSON or as UBJSON (https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html). */
import { isObject } from '../../../document/is-object.ts';
import { parseSource } from '../../../document/source.ts';
import { ArtifactError } from '../../../errors.ts';
import { type Content, toText } from '../../content.ts';
import { withinStack } from '../../parse.ts';
import type { Compared } from '../boosted/diff.ts';
import { type Boosted, type Forest, NAN_IS_MISSING, sigmoid, softmax } from '../boosted/forest.ts';
import { decodeUbjson, isUbjson, UbjsonError } from './ubjson.ts';

/** Bytes in which a model says what it is. */
const HEAD = 64;

type Mapping = Readonly<Record<string, unknown>>;

interface Saved {
  readonly learner: Mapping;
  readonly trees: readonly Mapping[];
  readonly groups: readonly number[];
  /** Factors of trees, which dart has. */
  readonly weights: readonly number[] | undefined;
  readonly parameters: Mapping;
  readonly objective: string;
  readonly names: readonly string[] | undefined;
}

/** By how it begins: a model of megabytes is not parsed for that. */
export function isXgboost(content: Content): boolean {
  const bytes = typeof content === 'string' ? undefined : content;
  const text = bytes ? Buffer.from(bytes.subarray(0, HEAD)).toString('latin1') : String(content);
  if (bytes && isUbjson(bytes)) return /^\{[iUIlL][^"]{1,8}(?:learner|version)/s.test(text);
  return /^\s*\{\s*"(?:learner"\s*:\s*\{|version"\s*:\s*\[)/.test(text) && text.includes('"gradient_booster"');
}

/** Throws ArtifactError for what is no such model, and for one that it cannot run. */
export function readXgboost(text: Content, file: string): Boosted {
  const saved = read(text, file);
  const { objective, parameters } = saved;
  const link = LINKS[objective];
  if (!link) throw problem(file, `objective ${objective} is not known`, Object.keys(LINKS).join(', '));
  const classes = Math.max(1, Number(parameters.num_class ?? 0));
  const scores = numbersOf(String(parameters.base_score ?? '0.5'));
  const base = Array.from({ length: classes }, (_, index) =>
    Math.fround(link.margin(scores[index] ?? scores[0] ?? 0.5)),
  );
  return {
    forest: forestOf(saved, file),
    features: { count: Number(parameters.num_feature ?? 0), names: saved.names },
    base,
    transform: (margin) => link.predict(margin),
    round: Math.fround,
  };
}

export function compared(text: Content, file: string): Compared {
  const { objective, parameters, trees, names, groups, weights } = read(text, file);
  const settings = {
    objective,
    base_score: numbersOf(String(parameters.base_score)).join(', '),
    features: names?.join(', ') ?? String(parameters.num_feature),
    classes: String(parameters.num_class ?? 0),
  };
  return {
    settings: new Map(Object.entries(settings).map(([name, value]) => [name, { value, line: 1 }])),
    trees: trees.map((tree, index) => ({
      text: JSON.stringify([DECIDING.map((key) => said(tree, key)), groups[index], weights?.[index]]),
      lines: [1, 1],
    })),
  };
}

/** The same in either form: numbers of 32 bits, of which JSON has fewer digits, and truth values that UBJSON has not. */
function said(tree: Mapping, key: string): readonly number[] {
  const list = listOf(tree[key]);
  return key === 'split_conditions' ? list.map((value) => Math.fround(value) || 0) : list;
}

/** What of a tree decides; the rest says how it grew. */
const DECIDING = [
  'left_children',
  'right_children',
  'split_indices',
  'split_conditions',
  'split_type',
  'default_left',
  'categories',
  'categories_nodes',
  'categories_segments',
  'categories_sizes',
];

function read(content: Content, file: string): Saved {
  const isBinary = typeof content !== 'string' && isUbjson(content);
  const value = withinStack(file, () => (isBinary ? decode(content, file) : parseJson(toText(content, file), file)));
  if (!isObject(value) || !isObject(value.learner) || !isObject(value.learner.gradient_booster))
    throw problem(file, 'not a model that XGBoost saved', 'a mapping with learner and gradient_booster');
  const { learner } = value;
  const {
    gradient_booster: booster,
    objective,
    learner_model_param: parameters,
    feature_names: names,
  } = learner as Record<string, unknown>;
  const { name } = booster as Mapping;
  const inner = name === 'dart' ? (booster as Mapping).gbtree : booster;
  const model = isObject(inner) ? inner.model : undefined;
  if (
    (name !== 'gbtree' && name !== 'dart') ||
    !isObject(model) ||
    !Array.isArray(model.trees) ||
    !isObject(parameters) ||
    !isObject(objective)
  )
    throw problem(file, `booster ${String(name)} is not read`, 'gbtree or dart, with trees');
  const weights = (booster as Mapping).weight_drop;
  const { num_trees: count = model.trees.length } = isObject(model.gbtree_model_param) ? model.gbtree_model_param : {};
  if (Number(count) !== model.trees.length)
    throw problem(file, `num_trees is ${String(count)}, so XGBoost refuses the model`, `${model.trees.length} trees`);
  return {
    learner,
    trees: model.trees.filter(isObject),
    groups: listOf(model.tree_info),
    weights: name === 'dart' ? listOf(weights).map(Math.fround) : undefined,
    parameters,
    objective: String(objective.name),
    names: Array.isArray(names) && names.length > 0 ? names.map(String) : undefined,
  };
}

function decode(content: Uint8Array, file: string): unknown {
  try {
    return decodeUbjson(content);
  } catch (error) {
    if (!(error instanceof UbjsonError)) throw error;
    throw new ArtifactError([{ file, message: `no UBJSON: ${error.message}` }], { cause: error });
  }
}

/** Positions cost more than a model of megabytes is worth, unless it does not parse. */
function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // XGBoost writes NaN where a node asks for categories, which no JSON has.
    return parseSource(text.replace(/([[,:])NaN(?=[\],}])/g, '$10  '), file, ArtifactError).value;
  }
}

function forestOf({ trees, groups, weights }: Saved, file: string): Forest {
  const roots: number[] = [];
  const nodes = { feature: [] as number[], threshold: [] as number[], left: [] as number[], right: [] as number[] };
  const defaultLeft: boolean[] = [];
  const categories: (ReadonlySet<number> | undefined)[] = [];
  const leaves: number[] = [];
  for (const [index, tree] of trees.entries()) {
    const [left, right, indices, conditions, types, defaults] = DECIDING.slice(0, 6).map((key) => listOf(tree[key]));
    if (!left || !right || !indices || !conditions || left.length === 0 || conditions.length !== left.length)
      throw problem(file, `tree ${index} is not a tree of single numbers`, 'leaves of one value each');
    const sets = categoriesOf(tree);
    // Every node of the file has a place here, leaves too: a child that is a leaf is named by its leaf.
    const start = nodes.feature.length;
    const nameOf = (node: number): number => {
      if (!(node >= 0 && node < left.length))
        throw problem(file, `tree ${index} names a node that it has not`, 'a number below its nodes');
      return left[node] === -1 ? ~(leaves.push(leafOf(conditions[node], weights?.[index])) - 1) : start + node;
    };
    roots.push(nameOf(0));
    for (let node = 0; node < left.length; node += 1) {
      const isLeaf = left[node] === -1;
      if (!isLeaf && !((left[node] ?? 0) > node && (right[node] ?? 0) > node))
        throw problem(file, `tree ${index} leads back`, 'children behind their parent');
      const set = types?.[node] === 1 ? (sets.get(node) ?? new Set<number>()) : undefined;
      const [one, other] = isLeaf ? [-1, -1] : [nameOf(left[node] ?? -1), nameOf(right[node] ?? -1)];
      const isDefaultLeft = Boolean(defaults?.[node]);
      nodes.feature.push(indices[node] ?? 0);
      nodes.threshold.push(Math.fround(conditions[node] ?? 0));
      // Categories that are listed go right.
      nodes.left.push(set ? other : one);
      nodes.right.push(set ? one : other);
      defaultLeft.push(set ? !isDefaultLeft : isDefaultLeft);
      categories.push(set);
    }
  }
  const missing = nodes.feature.map(() => NAN_IS_MISSING);
  return { roots, groups, ...nodes, defaultLeft, missing, categories, leaves, isStrict: true };
}

/** In 32 bits, as the library has it. */
function leafOf(value = 0, weight = 1): number {
  return Math.fround(Math.fround(value) * weight);
}

function categoriesOf(tree: Mapping): Map<number, ReadonlySet<number>> {
  const [all, nodes, segments, sizes] = DECIDING.slice(6).map((key) => listOf(tree[key]));
  return new Map(
    (nodes ?? []).map((node, index) => {
      const start = segments?.[index] ?? 0;
      return [node, new Set(all?.slice(start, start + (sizes?.[index] ?? 0)))];
    }),
  );
}

interface Link {
  /** From a score to the sum that stands for it. */
  readonly margin: (score: number) => number;
  readonly predict: (margin: readonly number[]) => number | readonly number[];
}

const same: Link = { margin: (score) => score, predict: ([sum = 0]) => sum };
const logistic: Link = { margin: (score) => -Math.log(1 / score - 1), predict: ([sum = 0]) => sigmoid(sum) };
const log: Link = { margin: Math.log, predict: ([sum = 0]) => Math.exp(sum) };

/** By objective (https://xgboost.readthedocs.io/en/stable/parameter.html#learning-task-parameters). */
const LINKS: Readonly<Record<string, Link>> = {
  'reg:squarederror': same,
  'reg:absoluteerror': same,
  'reg:pseudohubererror': same,
  'reg:squaredlogerror': same,
  'rank:pairwise': same,
  'rank:ndcg': same,
  'rank:map': same,
  'binary:logitraw': { ...logistic, predict: same.predict },
  'binary:logistic': logistic,
  'reg:logistic': logistic,
  'binary:hinge': { ...same, predict: ([sum = 0]) => (sum > 0 ? 1 : 0) },
  'count:poisson': log,
  'reg:gamma': log,
  'reg:tweedie': log,
  'multi:softprob': { ...same, predict: softmax },
  'multi:softmax': { ...same, predict: (sums) => sums.indexOf(Math.max(...sums)) },
};

/** `5E-1`, or `[5E-1,2E-1]` as later versions write it. */
function numbersOf(text: string): number[] {
  return text.replace(/[[\]]/g, '').split(',').map(Number);
}

function listOf(value: unknown): number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

function problem(file: string, message: string, expected: string): ArtifactError {
  return new ArtifactError([{ file, line: 1, column: 1, message, expected }]);
}
