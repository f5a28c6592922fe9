/** Which other repositories were read, and at which commits: as reports name them. */
import type { Report } from '../report/report.generated.ts';
import type { Snapshot } from '../repository/snapshot.ts';

/** Nothing where all files are of one repository. */
export function upstreamsOf(base: Snapshot, head: Snapshot): Pick<Report, 'upstreams'> {
  const upstreams = (base.elsewhere ?? []).map(({ repository, ref, revision, name, root }) => {
    const there = head.elsewhere?.find((other) => other.root === root);
    return {
      repository,
      ref: ref ?? name,
      base: revision,
      head: there?.revision ?? revision,
      ...(there && there.name !== name && { headRef: there.name }),
    };
  });
  return upstreams.length === 0 ? {} : { upstreams };
}

/** Nothing differs, here or elsewhere. */
export function isSameRevision(base: Snapshot, head: Snapshot): boolean {
  const moved = upstreamsOf(base, head).upstreams?.some((one) => one.base !== one.head);
  return base.revision === head.revision && !moved;
}
