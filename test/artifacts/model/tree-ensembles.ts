/** Tree ensembles as fast-check draws them: every mode, votes for one sum or several, with the nodes in any order but the root. */
import fc from 'fast-check';
import type { AttributeValue, NodeOf } from './onnx-file.ts';

export const FEATURES = 5;

export interface Drawn {
  readonly isClassifier: boolean;
  readonly labels: 'texts' | 'numbers';
  readonly sums: number;
  readonly trees: readonly DrawnTree[];
  readonly aggregate: string;
  readonly transform: string;
  readonly base: readonly number[];
  readonly tracksMissing: boolean;
}

/** A leaf is its votes. */
type DrawnTree = readonly DrawnVote[] | { readonly ask: DrawnNode; readonly yes: DrawnTree; readonly no: DrawnTree };

interface DrawnNode {
  readonly feature: number;
  readonly mode: string;
  readonly value: number;
  readonly missing: boolean;
}

interface DrawnVote {
  readonly sum: number;
  readonly weight: number;
}

const MODES = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ'];
/** Few, so that rows meet them. */
export const THRESHOLDS = [-2.5, -1, -0, 0, 2 ** -149, 0.1, 0.5, 1, 2, 3, 1e30].map(Math.fround);

const float = (least: number, most: number) =>
  fc.float({ min: least, max: most, noNaN: true, noDefaultInfinity: true });

function tree(sums: number, modes: readonly string[], weight: fc.Arbitrary<number>): fc.Arbitrary<DrawnTree> {
  const vote = fc.record({ sum: fc.nat(sums - 1), weight });
  const leaf = fc.array(vote, { minLength: 1, maxLength: 3 });
  const ask = fc.record({
    feature: fc.nat(FEATURES - 1),
    mode: fc.constantFrom(...modes),
    value: fc.constantFrom(...THRESHOLDS),
    missing: fc.boolean(),
  });
  return fc.letrec<{ tree: DrawnTree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6, depthSize: 'medium' },
      { arbitrary: leaf, weight: 1 },
      { arbitrary: fc.record({ ask, yes: tie('tree'), no: tie('tree') }), weight: 4 },
    ),
  })).tree;
}

export const ensembles: fc.Arbitrary<Drawn> = fc
  .record({
    isClassifier: fc.boolean(),
    sums: fc.integer({ min: 1, max: 4 }),
    modes: fc.oneof(
      fc.constant(['BRANCH_LEQ']),
      fc.constantFrom(...MODES).map((mode) => [mode]),
      fc.constant(MODES),
    ),
    isPositive: fc.boolean(),
    hasBase: fc.boolean(),
  })
  .chain(({ isClassifier, sums: given, modes, isPositive, hasBase }) => {
    const sums = isClassifier ? Math.max(2, given) : given;
    return fc.record({
      isClassifier: fc.constant(isClassifier),
      labels: fc.constantFrom('texts' as const, 'numbers' as const),
      sums: fc.constant(sums),
      trees: fc
        // Where all votes are for the second of two sums or for the first alone, the runtime has ways of its own.
        .integer({ min: isClassifier ? 1 : sums, max: sums })
        .chain((voted) => fc.array(tree(voted, modes, float(isPositive ? 0 : -4, 4)), { minLength: 1, maxLength: 7 })),
      aggregate: isClassifier ? fc.constant('SUM') : fc.constantFrom('SUM', 'AVERAGE', 'MIN', 'MAX'),
      transform: fc.constantFrom('NONE', 'LOGISTIC', 'SOFTMAX', 'SOFTMAX_ZERO'),
      base: hasBase ? fc.array(float(-2, 2), { minLength: sums, maxLength: sums }) : fc.constant([]),
      tracksMissing: fc.boolean(),
    });
  });

/** The node that says so. Its outputs are `label`, of a classifier, and `score`. */
export function ensembleNode(drawn: Drawn, input = 'x'): NodeOf {
  const nodes: { tree: number; id: number; ask: DrawnNode | undefined; yes: number; no: number }[] = [];
  const votes: (DrawnVote & { tree: number; id: number })[] = [];
  for (const [number, one] of drawn.trees.entries()) {
    let count = 0;
    const write = (part: DrawnTree): number => {
      const id = count;
      count += 1;
      const node = { tree: number, id, ask: 'ask' in part ? part.ask : undefined, yes: 0, no: 0 };
      nodes.push(node);
      if ('ask' in part) Object.assign(node, { no: write(part.no), yes: write(part.yes) });
      else votes.push(...part.map((vote) => ({ ...vote, tree: number, id })));
      return id;
    };
    write(one);
  }
  const { isClassifier, sums, labels } = drawn;
  const prefix = isClassifier ? 'class' : 'target';
  const names = Array.from({ length: sums }, (_, index) => index);
  const classes: Record<string, AttributeValue> =
    labels === 'texts' ? { classlabels_strings: names.map((name) => `class ${name}`) } : { classlabels_int64s: names };
  return {
    operator: `ai.onnx.ml.TreeEnsemble${isClassifier ? 'Classifier' : 'Regressor'}`,
    inputs: [input],
    outputs: isClassifier ? ['label', 'score'] : ['score'],
    attributes: {
      nodes_treeids: nodes.map((node) => node.tree),
      nodes_nodeids: nodes.map(({ id }) => id),
      nodes_featureids: nodes.map(({ ask }) => ask?.feature ?? 0),
      nodes_values: Float32Array.from(nodes, ({ ask }) => ask?.value ?? 0),
      nodes_modes: nodes.map(({ ask }) => ask?.mode ?? 'LEAF'),
      nodes_truenodeids: nodes.map(({ yes }) => yes),
      nodes_falsenodeids: nodes.map(({ no }) => no),
      nodes_hitrates: Float32Array.from(nodes, () => 1),
      ...(drawn.tracksMissing && {
        nodes_missing_value_tracks_true: nodes.map(({ ask }) => Number(ask?.missing ?? false)),
      }),
      [`${prefix}_treeids`]: votes.map((vote) => vote.tree),
      [`${prefix}_nodeids`]: votes.map(({ id }) => id),
      [`${prefix}_ids`]: votes.map(({ sum }) => sum),
      [`${prefix}_weights`]: Float32Array.from(votes, ({ weight }) => weight),
      ...(isClassifier ? classes : { n_targets: sums, aggregate_function: drawn.aggregate }),
      ...(drawn.base.length > 0 && { base_values: Float32Array.from(drawn.base) }),
      post_transform: drawn.transform,
    },
  };
}
