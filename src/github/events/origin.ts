/** What all events have in common: where they come from. Used by the file of each event. */
import { type RepositoryRef, refTo } from '../port/repository.ts';

/** What the payload does not say. */
export interface Received {
  /** Id of this App: events about the checks of others are none of its business. */
  readonly app: number;
  /** GUID of the delivery, the same when it is sent again. */
  readonly delivery: string;
}

interface Payload {
  readonly installation?: { readonly id: number } | null;
  readonly repository?: { readonly name?: string; readonly owner?: { readonly login?: string } | null };
}

/** Undefined where the App is not installed there: the event came by a webhook of the repository itself. */
export function originOf({ installation, repository }: Payload): RepositoryRef | undefined {
  const owner = repository?.owner?.login;
  if (!installation || !owner || !repository?.name) return undefined;
  return { installation: installation.id, owner, repo: repository.name };
}

/** Repositories named by an event about an installation: `acme/claims`. */
export function repositoriesOf(
  installation: { readonly id: number } | undefined,
  repositories: readonly { readonly full_name: string }[] | undefined,
): RepositoryRef[] {
  if (!installation) return [];
  return (repositories ?? []).map(({ full_name }) => refTo(installation.id, full_name));
}
