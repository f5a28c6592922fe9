/** What is wrong with a model, or makes it pointless, before any expression is compiled. */
import type { Artifact } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { Model, type Node } from './definitions.ts';
import { expressionIn } from './expressions.ts';

const REQUIRED = [
  'requiredInput',
  'requiredDecision',
  'requiredKnowledge',
  'outputDecision',
  'inputDecision',
  'inputData',
];

/** Why it decides nothing; undefined where it does. Throws ArtifactError with a line for what is required and not there. */
export function inspect(artifact: Artifact): string | undefined {
  return withinStack(artifact.path, () => {
    const model = new Model(artifact);
    const { nodes } = model.own;
    for (const node of nodes) for (const name of REQUIRED) model.required(node, name);
    if (artifact.options?.decision !== undefined) model.output(artifact.options.decision);
    const decides = ({ kind, element }: Node): boolean => kind === 'decision' && expressionIn(element) !== undefined;
    return nodes.some(decides) ? undefined : 'holds no decision with a table or an expression';
  });
}
