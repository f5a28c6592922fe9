/** Which pipeline somebody means. */
import { nearest } from '../../nearest.ts';
import { pipelineNotFound } from './help.ts';
import type { OwnedPipeline } from './verdict.ts';

export type FoundPipeline =
  | { readonly kind: 'all' }
  | { readonly kind: 'one'; readonly pipeline: OwnedPipeline }
  /** The answer to give. */
  | { readonly kind: 'none'; readonly markdown: string };

/** Capitals are ignored as long as it stays clear which one is meant; a pipeline that is named `all` is that one. */
export function findPipeline(wanted: string, pipelines: readonly OwnedPipeline[]): FoundPipeline {
  const exact = pipelines.find(({ name }) => name === wanted);
  const [alike, ...others] = pipelines.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const pipeline = exact ?? (others.length === 0 ? alike : undefined);
  if (pipeline) return { kind: 'one', pipeline };
  if (wanted.toLowerCase() === 'all') return { kind: 'all' };
  const names = pipelines.map(({ name }) => name);
  return { kind: 'none', markdown: pipelineNotFound(wanted, nearest(wanted, names), names) };
}
