/** What a decision is about: the input data that it requires, directly or not, and what its rows give. */
import type { Artifact } from '../../engine.ts';
import type { Outline } from '../../outline.ts';
import { withinStack } from '../../parse.ts';
import { all, Model, type Node, one } from './definitions.ts';
import { expressionIn } from './expressions.ts';

/** Throws ArtifactError. */
export function outlineModel(artifact: Artifact): Outline {
  return withinStack(artifact.path, () => {
    const model = new Model(artifact);
    const output = model.output(artifact.options?.decision);
    const names = [...new Set(inputsOf(model, output).map(({ name }) => name))];
    const reads = names.filter((name) => name !== 'params').map((name) => [name]);
    return { reads, params: [], answers: answersOf(output) };
  });
}

function inputsOf(model: Model, output: Node): Node[] {
  const pending = [output];
  // The list grows while it is walked.
  for (const node of pending)
    for (const name of ['requiredInput', 'requiredDecision', 'requiredKnowledge', 'outputDecision', 'inputData'])
      for (const next of model.required(node, name)) if (!pending.includes(next)) pending.push(next);
  return pending.filter(({ kind }) => kind === 'inputData');
}

/** The texts, numbers and truth values in the rows of its own table. */
function answersOf({ element }: Node): unknown[] {
  const table = expressionIn(element);
  if (table?.name !== 'decisionTable') return [];
  return all(table, 'rule').flatMap((rule) =>
    all(rule, 'outputEntry').flatMap((cell) => {
      try {
        const value: unknown = JSON.parse(one(cell, 'text')?.text ?? '');
        return typeof value === 'object' ? [] : [value];
      } catch {
        return [];
      }
    }),
  );
}
