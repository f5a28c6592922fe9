/** What is wrong with a decision before any record meets it: nodes that Weir refuses, and those that nobody knows. */

import type { Source } from '../../../document/source.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import type { Artifact, Options } from '../../engine.ts';
import { parseArtifact } from '../../parse.ts';
import { members, type Node, nodesOf, TYPES } from './graph.ts';

/** Throws ArtifactError with every node that is refused or unknown, in a file that holds no graph with its first line. */
export function checkGraph(source: Source, options: Options = {}): readonly Node[] {
  const { file, value } = source;
  const { nodes, edges } = members(value);
  if (!Array.isArray(nodes) || !Array.isArray(edges)) {
    const { line, column } = source.range('');
    const expected = 'a graph: an object with the lists nodes and edges';
    throw new ArtifactError([{ file, line, column, message: 'no decision of GoRules', expected }]);
  }
  const found = nodesOf(value);
  const problems = found.flatMap((node): Problem[] => {
    const problem = wrongWith(node, options);
    if (!problem) return [];
    const { line, column } = source.range(`${node.pointer}/type`);
    return [{ file, line, column, ...problem }];
  });
  if (problems.length > 0) throw new ArtifactError(problems);
  return found;
}

function wrongWith(
  { type, name }: Node,
  options: Options,
): Pick<Problem, 'message' | 'expected' | 'nearest'> | undefined {
  if (type === 'customNode') {
    const message = `the node "${name}" is a custom node, whose code only its own program has`;
    return { message, expected: 'tables, expressions, switches, decisions' };
  }
  if (type === 'functionNode' && options.functions !== 'allow') {
    const message = `the node "${name}" is a function, whose code may do anything`;
    return { message, expected: '`functions: allow` in the step of weir.yml at base' };
  }
  if (TYPES.has(type)) return undefined;
  return {
    message: `the node "${name}" is of no known type`,
    expected: [...TYPES].join(', '),
    nearest: nearest(type, TYPES),
  };
}

/** Why it decides nothing; undefined where it does. Throws ArtifactError where it is no graph. */
export function inspect(artifact: Artifact): string | undefined {
  const nodes = checkGraph(parseArtifact(artifact), { functions: 'allow' });
  const deciding = nodes.some(({ type }) => type !== 'inputNode' && type !== 'outputNode');
  return deciding ? undefined : 'holds no table, expression, switch, function or decision, so it hands on what it gets';
}
