/** The command that gives a line of a report again, in a clone of the consumer beside one of the repository that changed. */
import type { Report } from '../report/report.generated.ts';
import { type Changing, type Consumer, type Proposed, sameRepository } from './changing.ts';

export function commandFor(
  changing: Pick<Changing, 'repository' | 'base' | 'head'>,
  {
    consumer: { snapshot },
    proposed,
  }: { readonly consumer: Pick<Consumer, 'snapshot'>; readonly proposed?: Pick<Proposed, 'base' | 'head'> },
  { seed, pipelines: [pipeline], upstreams = [] }: Report,
): string {
  const { revision } = snapshot;
  const other = new Set(
    upstreams.filter(({ repository }) => !sameRepository(repository, changing.repository)).map((one) => one.repository),
  );
  return [
    `weir check --base ${proposed?.base.revision ?? revision}`,
    `--head ${proposed?.head.revision ?? revision}`,
    ...(proposed ? [`--trunk ${revision}`] : []),
    `--pipeline ${pipeline?.name}`,
    `--with ${changing.repository}=<a clone>@${changing.base.revision}..${changing.head.revision}`,
    ...[...other].map((repository) => `--with ${repository}=<a clone>`),
    ...(pipeline?.full ? ['--full'] : []),
    `--seed ${seed}`,
  ].join(' ');
}
