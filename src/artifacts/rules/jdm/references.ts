/** Decisions that a decision node runs: files beside its own, by their path relative to it. */
import { posix } from 'node:path';
import { parseSource } from '../../../document/source.ts';
import { ArtifactError } from '../../../errors.ts';
import { type Content, toText } from '../../content.ts';
import { withinStack } from '../../parse.ts';
import { members, nodesOf, text } from './graph.ts';

/** Paths in the repository, in order. Throws ArtifactError with a line where the file does not parse. */
export function references(content: Content, path: string): readonly string[] {
  const value = withinStack(path, () => parseSource(toText(content, path), path, ArtifactError, 'last-counts').value);
  const keys = nodesOf(value)
    .filter(({ type }) => type === 'decisionNode')
    .map((node) => text(members(node.content).key));
  return [...new Set(keys.filter(Boolean).map((key) => resolve(key, path)))];
}

/** The path that a decision node's key means in the file at `path`. */
export function resolve(key: string, path: string): string {
  return posix.join(posix.dirname(path), key);
}
