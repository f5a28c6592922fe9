/** Puts what a check came to where people can look at it. Called by the worker just before it concludes the check. */
import type { Logger } from 'pino';
import { renderHtml } from '../../report/html/page.ts';
import { renderJson } from '../../report/json.ts';
import type { FileTexts } from '../../report/places.ts';
import type { Report } from '../../report/report.generated.ts';
import type { CheckOutput, CheckTarget } from '../check/check-run.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import { fullName, type Repository } from '../port/repository.ts';
import type { Archive } from './archive.ts';
import { checkNameOf } from './check-name.ts';
import { movesOf } from './moves.ts';
import { FORMAT, type JudgedPipeline } from './record.ts';
import { aboutNow } from './repository-id.ts';

/** What was judged: see `Subject` in `src/github/work`. */
interface Concluded {
  readonly target: CheckTarget;
  readonly baseRef: string;
  readonly pull?: { readonly number: number; readonly url: string };
}

export interface Concluding {
  readonly outcome: CheckOutcome;
  readonly output: Pick<CheckOutput, 'conclusion' | 'title'>;
  /** Texts of the edited artifacts. */
  readonly sources: ReadonlyMap<string, FileTexts> | undefined;
  /** ISO 8601, by GitHub's clock where it was asked. */
  readonly at: string | undefined;
}

/** Does nothing where reports are not shown. A page that cannot be kept is logged, and keeps no check from its conclusion. */
export async function keepForReaders(
  { archive, log }: { readonly archive: Archive | undefined; readonly log: Pick<Logger, 'warn'> },
  repository: Repository,
  { target, baseRef, pull }: Concluded,
  { outcome, output, sources, at = new Date().toISOString() }: Concluding,
): Promise<void> {
  const name = checkNameOf(target);
  if (!archive || !name) return;
  const report = outcome.kind === 'judged' ? outcome.report : undefined;
  const { conclusion, title } = output;
  try {
    const { id, visibility } = await aboutNow(repository);
    const record = {
      format: FORMAT,
      repository: fullName(repository),
      visibility,
      ...(pull && { pull: pull.number }),
      head: target.head,
      ...(report && { base: report.base, verdict: report.verdict }),
      baseRef,
      at,
      conclusion,
      title,
      moves: report ? movesOf(report) : [],
      ...(report && { pipelines: judgedIn(report) }),
    } as const;
    const kept = report && {
      html: renderHtml(report, { sources, way: 'app', ...(pull && { origin: originOf(repository, pull) }) }),
      json: renderJson(report),
    };
    await archive.keep(id, name, record, kept);
  } catch (error) {
    log.warn({ err: error, repository: fullName(repository), head: target.head }, 'A report could not be kept');
  }
}

function originOf(repository: Repository, { number, url: href }: NonNullable<Concluded['pull']>) {
  return { text: `${fullName(repository)}#${number}`, href };
}

function judgedIn({ pipelines, downstreams = [] }: Report): JudgedPipeline[] {
  const own = pipelines.map(({ name, verdict }) => ({ name, verdict }));
  const others = downstreams.flatMap(({ repository, pipeline: name, status, verdict }) =>
    status === 'judged' && name !== undefined && verdict !== undefined ? [{ repository, name, verdict }] : [],
  );
  return [...own, ...others].filter(({ verdict }) => verdict !== 'unaffected');
}
