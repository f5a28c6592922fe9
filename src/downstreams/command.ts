/** The command that gives a line of a report again, in a clone of the consumer beside one of the repository that changed. */
import type { Report } from '../report/report.generated.ts';
import { type Changing, type Consumer, isCalled, type Proposed } from './changing.ts';
import type { ReadingPipeline } from './readers.ts';

export function commandFor(
  changing: Pick<Changing, 'repository' | 'formerly' | 'base' | 'head'>,
  { called }: Pick<ReadingPipeline, 'called'>,
  {
    consumer: { snapshot },
    proposed,
  }: { readonly consumer: Pick<Consumer, 'snapshot'>; readonly proposed?: Pick<Proposed, 'base' | 'head'> },
  { seed, pipelines: [pipeline], upstreams = [] }: Report,
): string {
  const { revision } = snapshot;
  const other = new Set(
    upstreams.filter(({ repository }) => !isCalled(changing, repository)).map((one) => one.repository),
  );
  return [
    `weir check --base ${proposed?.base.revision ?? revision}`,
    `--head ${proposed?.head.revision ?? revision}`,
    ...(proposed ? [`--trunk ${revision}`] : []),
    `--pipeline ${pipeline?.name}`,
    ...called.map((name) => `--with ${name}=<a clone>@${changing.base.revision}..${changing.head.revision}`),
    ...[...other].map((repository) => `--with ${repository}=<a clone>`),
    ...(pipeline?.full ? ['--full'] : []),
    `--seed ${seed}`,
  ].join(' ');
}
