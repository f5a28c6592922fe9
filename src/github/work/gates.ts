/**
 * What repositories downstream may do to a change: as base's weir.yml of the repository says, and of whom that says nothing, as
 * the weir.yml of its organization's `.github` does, on the default branch there.
 */
import type { ConsumerConfig } from '../../config/config.ts';
import { configPath, parseConfig } from '../../config/load.ts';
import { locating } from '../../errors.ts';
import type { Repository } from '../port/repository.ts';
import { unlessRefusal } from '../port/status.ts';
import type { WorkContext } from './context.ts';
import type { DownstreamLook } from './judge-consumers.ts';
import { isPlainlyHidden } from './shown-upstream.ts';

const ORGANIZATION = '.github';

/** Throws a ConfigError where the weir.yml there is wrong. Nobody is asked where nobody downstream is seen. */
export async function gatesOf(
  work: WorkContext,
  { installation }: Repository,
  { about, readers }: DownstreamLook,
  own: readonly ConsumerConfig[],
  signal: AbortSignal,
): Promise<readonly ConsumerConfig[]> {
  const { owner, repo, visibility } = about;
  const isAlone = readers.every((one) => isPlainlyHidden(visibility, one.visibility, one.text));
  if (isAlone || repo.toLowerCase() === ORGANIZATION) return own;
  const text = await unlessRefusal(async () => {
    const { git, about: look } = await work.open({ installation, owner, repo: ORGANIZATION }, signal);
    const { defaultBranch } = await look();
    return git.file(configPath, defaultBranch);
  });
  if (text === undefined) return own;
  const path = `${owner}/${ORGANIZATION}:${configPath}`;
  const written = new TextDecoder().decode(text);
  const { consumers } = await locating(new Map([[path, written]]), undefined, () => parseConfig(written, path));
  return [...own, ...consumers.map((one) => ({ ...one, isFurther: true as const }))];
}
