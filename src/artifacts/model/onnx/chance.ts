/** Operators that draw by chance: what such a model answers says nothing of what it would answer in production. */
import type { Model, Node } from './model.ts';

/** https://onnx.ai/onnx/operators/: with a seed they draw one number after the other, so that the order of records counts. */
const DRAWING: ReadonlySet<string> = new Set([
  'RandomNormal',
  'RandomNormalLike',
  'RandomUniform',
  'RandomUniformLike',
  'Multinomial',
  'Bernoulli',
]);
/** `Dropout` draws where its third input says that it is in training. */
const TRAINING = 2;

/** The operator; undefined where there is none, in graphs within graphs and in functions of the file's own neither. */
export function chanceIn({ graph, functions }: Model): string | undefined {
  const pending = [...graph.nodes, ...functions];
  // The list grows while it is walked.
  for (const node of pending) {
    if (draws(node)) return node.operator;
    for (const { graphs } of node.attributes) for (const { nodes } of graphs) pending.push(...nodes);
  }
  return undefined;
}

function draws({ operator, inputs }: Node): boolean {
  return DRAWING.has(operator) || (operator === 'Dropout' && (inputs[TRAINING] ?? '') !== '');
}
