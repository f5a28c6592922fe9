/** The text that LightGBM saves a model as: `name=values` a line, for the model and for each tree. */
import { ArtifactError } from '../../../errors.ts';
import type { Compared, Setting } from '../boosted/diff.ts';
import {
  type Boosted,
  type Forest,
  NAN_IS_MISSING,
  sigmoid,
  softmax,
  TAKES_ZERO,
  ZERO_IS_MISSING,
} from '../boosted/forest.ts';

interface Block {
  readonly values: ReadonlyMap<string, string>;
  /** Lines of the file, from 1. */
  readonly first: number;
  readonly last: number;
  readonly placed: ReadonlyMap<string, Setting>;
}

interface Saved {
  readonly header: Block;
  readonly trees: readonly Block[];
}

export function isLightgbm(text: string): boolean {
  return /^tree\r?\nversion=v\d/.test(text);
}

/** Throws ArtifactError for what is no such model, and for one that it cannot run. */
export function readLightgbm(text: string, file: string): Boosted {
  const { header, trees } = read(text, file);
  assertPlaced(text, header, trees, file);
  const perRound = Number(header.values.get('num_tree_per_iteration') ?? 1);
  const names = header.values.get('feature_names')?.split(' ');
  const share = header.values.has('average_output') ? perRound / Math.max(1, trees.length) : 1;
  const predict = predictionOf(header, file);
  return {
    forest: forestOf(trees, perRound, file),
    features: { count: Number(header.values.get('max_feature_idx') ?? -1) + 1, names },
    base: Array<number>(perRound).fill(0),
    transform: (margin) => predict(share === 1 ? margin : margin.map((sum) => sum * share)),
    round: (value) => value,
  };
}

/** What decides; the rest says how the trees grew. */
const DECIDING = [
  'split_feature',
  'threshold',
  'decision_type',
  'left_child',
  'right_child',
  'leaf_value',
  'cat_boundaries',
  'cat_threshold',
];
const SETTINGS = ['objective', 'feature_names', 'num_class', 'num_tree_per_iteration', 'average_output'];

export function compared(text: string, file: string): Compared {
  const { header, trees } = read(text, file);
  return {
    settings: new Map(
      SETTINGS.flatMap((name) => {
        const setting = header.placed.get(name);
        return setting ? [[name, setting] as const] : [];
      }),
    ),
    trees: trees.map(({ values, first, last }) => ({
      text: DECIDING.map((name) => values.get(name)?.split(' ').map(Number).join(' ')).join('\n'),
      lines: [first, last],
    })),
  };
}

function read(text: string, file: string): Saved {
  if (!isLightgbm(text)) {
    const message = 'not a model that LightGBM saved as text';
    throw new ArtifactError([{ file, line: 1, column: 1, message, expected: 'tree, version=v4 and what follows' }]);
  }
  const lines = text.split(/\r?\n/);
  const starts = lines.flatMap((line, index) => (line.startsWith('Tree=') ? [index] : []));
  const end = lines.findIndex((line) => line.startsWith('end of trees'));
  if (end < 0)
    throw new ArtifactError([
      { file, line: lines.length, column: 1, message: 'the model ends before its trees do', expected: 'end of trees' },
    ]);
  const header = blockOf(lines, 0, starts[0] ?? end);
  // The library takes so many of the trees as this line has sizes.
  const count = sizesIn(header)?.length ?? starts.length;
  const trees = starts.slice(0, count).map((start, index) => blockOf(lines, start, starts[index + 1] ?? end));
  if (trees.length < count)
    throw new ArtifactError([
      { ...sizesAt(header, file), message: `tree_sizes has ${count} sizes for ${trees.length} trees` },
    ]);
  return { header, trees };
}

/** In bytes, if it has any: older models have none. */
function sizesIn({ values }: Block): number[] | undefined {
  const sizes = values.get('tree_sizes')?.trim();
  return sizes === undefined ? undefined : sizes === '' ? [] : sizes.split(/ +/).map(Number);
}

function sizesAt({ placed }: Block, file: string) {
  return { file, line: placed.get('tree_sizes')?.line ?? 1, column: 1 };
}

/** The library looks for each tree behind the bytes of those before it, and refuses a model where none stands there. */
function assertPlaced(text: string, header: Block, { length }: readonly Block[], file: string): void {
  const sizes = sizesIn(header);
  // With other ends of lines than the library writes, sizes are of another text.
  if (!sizes || text.includes('\r')) return;
  const bytes = Buffer.from(text);
  let at = bytes.indexOf('\nTree=') + 1;
  for (const [index, size] of sizes.slice(0, length).entries()) {
    if (bytes.subarray(at, at + 5).toString() !== 'Tree=')
      throw new ArtifactError([
        {
          ...sizesAt(header, file),
          message: `tree_sizes says that tree ${index} begins where none does, so LightGBM refuses the model`,
          expected: 'a model as LightGBM saves it, or no line tree_sizes',
        },
      ]);
    at += size;
  }
}

function blockOf(lines: readonly string[], start: number, behind: number): Block {
  const placed = new Map<string, Setting>();
  let last = start;
  for (let index = start; index < behind; index += 1) {
    const [name = '', ...value] = (lines[index] ?? '').split('=');
    if (name !== '') last = index;
    if (name !== '') placed.set(name, { value: value.join('='), line: index + 1 });
  }
  return {
    placed,
    values: new Map([...placed].map(([name, { value }]) => [name, value])),
    first: start + 1,
    last: last + 1,
  };
}

function forestOf(trees: readonly Block[], perRound: number, file: string): Forest {
  const forest = {
    roots: [] as number[],
    groups: [] as number[],
    feature: [] as number[],
    threshold: [] as number[],
    left: [] as number[],
    right: [] as number[],
    leaves: [] as number[],
  };
  const defaultLeft: boolean[] = [];
  const missing: number[] = [];
  const categories: (ReadonlySet<number> | undefined)[] = [];
  for (const [index, tree] of trees.entries()) {
    const wrong = (message: string) =>
      new ArtifactError([{ file, line: tree.first, column: 1, message: `tree ${index} ${message}` }]);
    if (tree.values.get('is_linear') === '1') throw wrong('has linear models in its leaves, which are not read');
    const list = (name: string): number[] => {
      const value = tree.values.get(name) ?? '';
      return value === '' ? [] : value.split(' ').map(Number);
    };
    const [features, thresholds, decisions, left, right, leaves, boundaries, bits] = DECIDING.map(list) as [
      number[],
      number[],
      number[],
      number[],
      number[],
      number[],
      number[],
      number[],
    ];
    const [start, firstLeaf] = [forest.feature.length, forest.leaves.length];
    if (leaves.length === 0 || leaves.some(Number.isNaN)) throw wrong('has no leaf_value');
    if ([thresholds, decisions, left, right].some(({ length }) => length !== features.length))
      throw wrong('has lists of different lengths');
    // The library takes what these say, and refuses other lists, or leaves categories out.
    for (const [name, length] of [
      ['num_leaves', leaves.length],
      ['num_cat', Math.max(0, boundaries.length - 1)],
    ] as const) {
      const saved = tree.values.get(name);
      if (saved !== undefined && Number(saved) !== length) throw wrong(`says ${name}=${saved} and has ${length}`);
    }
    const nameOf = (child: number, parent: number): number => {
      const isThere = child < 0 ? ~child < leaves.length : child > parent && child < features.length;
      if (!isThere) throw wrong('names a node or a leaf that it has not');
      return child < 0 ? ~(firstLeaf + ~child) : start + child;
    };
    forest.roots.push(features.length === 0 ? ~firstLeaf : start);
    forest.groups.push(index % perRound);
    forest.leaves.push(...leaves);
    for (let node = 0; node < features.length; node += 1) {
      const decision = decisions[node] ?? 0;
      const isCategory = (decision & 1) === 1;
      forest.feature.push(features[node] ?? 0);
      forest.threshold.push(thresholds[node] ?? 0);
      forest.left.push(nameOf(left[node] ?? 0, node));
      forest.right.push(nameOf(right[node] ?? 0, node));
      defaultLeft.push(!isCategory && (decision & 2) === 2);
      missing.push(isCategory ? NAN_IS_MISSING : (MISSING[(decision >> 2) & 3] ?? NAN_IS_MISSING));
      const at = thresholds[node] ?? 0;
      categories.push(isCategory ? setOf(bits.slice(boundaries[at] ?? 0, boundaries[at + 1] ?? 0)) : undefined);
    }
  }
  return { ...forest, defaultLeft, missing, categories, isStrict: false };
}

const MISSING = [TAKES_ZERO, ZERO_IS_MISSING, NAN_IS_MISSING];

/** Categories as bits of words of 32. */
function setOf(words: readonly number[]): ReadonlySet<number> {
  return new Set(
    words.flatMap((word, index) =>
      Array.from({ length: 32 }, (_, bit) => bit)
        .filter((bit) => (word >>> bit) & 1)
        .map((bit) => index * 32 + bit),
    ),
  );
}

/** By objective (https://lightgbm.readthedocs.io/en/latest/Parameters.html#objective), as the text names it. */
function predictionOf({ placed }: Block, file: string): Boosted['transform'] {
  const { value = 'custom', line = 1 } = placed.get('objective') ?? {};
  const [name = '', ...settings] = value.split(' ');
  const steepness = Number(settings.find((one) => one.startsWith('sigmoid:'))?.slice(8) ?? 1);
  switch (name) {
    case 'binary':
    case 'cross_entropy':
      return ([sum = 0]) => sigmoid(steepness * sum);
    case 'multiclass':
      return softmax;
    case 'multiclassova':
      return (sums) => sums.map((sum) => sigmoid(steepness * sum));
    case 'poisson':
    case 'gamma':
    case 'tweedie':
      return ([sum = 0]) => Math.exp(sum);
    case 'regression':
      return settings.includes('sqrt') ? ([sum = 0]) => Math.sign(sum) * sum * sum : ([sum = 0]) => sum;
    case 'regression_l1':
    case 'huber':
    case 'fair':
    case 'quantile':
    case 'mape':
    case 'lambdarank':
    case 'rank_xendcg':
    case 'custom':
      return (sums) => (sums.length === 1 ? (sums[0] ?? 0) : sums);
    default:
      throw new ArtifactError([
        {
          file,
          line,
          column: 1,
          message: `objective ${name} is not known`,
          expected: 'binary, multiclass, regression, poisson and others',
        },
      ]);
  }
}
