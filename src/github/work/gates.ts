/**
 * What repositories downstream may do to a change: as base's weir.yml of the repository says, and of whom that says nothing, as
 * the weir.yml of its organization's `.github` does, on the default branch there.
 */
import { createHash } from 'node:crypto';
import type { ConsumerConfig } from '../../config/config.ts';
import { configPath, parseConfig } from '../../config/load.ts';
import type { Gate } from '../../downstreams/gate-of.ts';
import { locating } from '../../errors.ts';
import type { About, Repository, RepositoryRef } from '../port/repository.ts';
import { unlessRefusal } from '../port/status.ts';
import type { WorkContext } from './context.ts';
import type { DownstreamLook } from './judge-consumers.ts';
import { lastChange, meantBy, type Written } from './meant.ts';
import { isPlainlyHidden } from './shown-upstream.ts';

export const ORGANIZATION = '.github';

/** The weir.yml of an organization. */
export interface OrganizationConfig {
  /** Undefined where there is none. */
  readonly text: string | undefined;
  /** `acme/.github:.github/weir.yml` */
  readonly path: string;
  readonly there?: { readonly repository: Repository; readonly about: About };
}

/** Undefined where it has no say, and nobody is asked: where nobody downstream is seen, and in itself. */
export async function organizationOf(
  work: WorkContext,
  { installation }: Repository,
  { about, readers }: DownstreamLook,
  signal: AbortSignal,
): Promise<OrganizationConfig | undefined> {
  const { owner, repo, visibility } = about;
  const isAlone = readers.every((one) => isPlainlyHidden(visibility, one.visibility, one.text));
  if (isAlone || repo.toLowerCase() === ORGANIZATION) return undefined;
  return readOrganization(work, { installation, owner }, signal);
}

async function readOrganization(
  work: WorkContext,
  { installation, owner }: Omit<RepositoryRef, 'repo'>,
  signal?: AbortSignal,
): Promise<OrganizationConfig> {
  const repository = await work.open({ installation, owner, repo: ORGANIZATION }, signal);
  const about = await unlessRefusal(() => repository.about(signal));
  const bytes = about && (await unlessRefusal(() => repository.git.file(configPath, about.defaultBranch)));
  return {
    text: bytes && new TextDecoder().decode(bytes),
    path: `${owner}/${ORGANIZATION}:${configPath}`,
    ...(about && { there: { repository, about } }),
  };
}

/** By which a check remembers it: the same for the same content, or for none. */
export function markOfOrganization({ text }: Pick<OrganizationConfig, 'text'>): string {
  if (text === undefined) return 'none';
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The mark of what stands there now. */
export async function organizationMark(work: WorkContext, repository: Repository): Promise<string> {
  return markOfOrganization(await readOrganization(work, repository));
}

/** Throws a ConfigError where the organization's weir.yml is wrong. @param own of base's weir.yml */
export async function gatesOf(
  work: WorkContext,
  look: DownstreamLook,
  own: readonly ConsumerConfig[],
  written: Written,
  organization: OrganizationConfig | undefined,
  signal: AbortSignal,
): Promise<readonly Gate[]> {
  const near = await meantBy(work, look, own, written, signal);
  if (organization?.text === undefined || !organization.there) return near;
  const { path, text, there } = organization;
  const { consumers } = await locating(new Map([[path, text]]), undefined, () => parseConfig(text, path));
  const { repository, about } = there;
  const further = { since: about.createdAt, last: () => lastChange(repository, about.defaultBranch) };
  const rows = await meantBy(work, look, consumers, further, signal);
  return [...near, ...rows.map((one) => ({ ...one, isFurther: true as const }))];
}
