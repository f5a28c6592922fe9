/** What `weir init` prints: what it found, what it made of it, and what is left for a person to do. */
import { namesOf } from '../../config/engines.ts';
import { fileOf } from '../../document/part.ts';
import { plural } from '../../format/numbers.ts';
import { otherFormats, recordingEndings } from '../../recordings/open.ts';
import { plain } from '../../report/plain.ts';
import { type Page, paragraph } from '../../report/terminal/page.ts';
import { facts } from '../page.ts';
import type { Found, FoundUnread } from './classify.ts';
import type { DraftPipeline, DraftStep } from './drafted.ts';
import { folded } from './fold.ts';
import { likelyParams, paramsRecipe } from './params-recipe.ts';
import type { RecordingGroup } from './recording-groups.ts';

const mostNamed = 5;
const MOST_STEPS = 6;

export interface Finding {
  readonly found: Found;
  readonly recordings: readonly RecordingGroup[];
  readonly pipelines: readonly DraftPipeline[];
  readonly notes: readonly string[];
  /** What was seen and is not read. */
  readonly unread: readonly FoundUnread[];
  /** Not everything was looked at. */
  readonly capped: boolean;
}

/** @param path where weir.yml was written */
export function renderWritten(path: string, finding: Finding, warnings: readonly string[], page: Page): string {
  const { pipelines, notes } = finding;
  return join([
    paragraph(`wrote ${path}: ${plural(pipelines.length, 'pipeline')}`, page, { bullet: '✓', style: 'pass' }),
    foundLines(finding, page),
    ...pipelines.map((pipeline) => pipelineLines(pipeline, page)),
    list(
      'Look at',
      folded([...warnings, ...notes, ...pipelines.flatMap(missingReads), ...missingParams(pipelines)]),
      page,
    ),
    list('Not read yet', unreadLines(finding), page),
    list('Left to fill in', leftToFillIn(finding), page),
    list('Next', ['weir validate tries the file out', 'commit it: from then on, weir check judges every change'], page),
  ]);
}

/** For a repository in which no pipeline was found; nothing was written. */
export function renderNothing(finding: Finding, page: Page): string {
  const { found, recordings } = finding;
  const recipe = found.rules.length === 0 ? paramsRecipe(found.params, recordings) : undefined;
  return join([
    paragraph('no pipeline was found here, so nothing was written', page, { bullet: '!', style: 'inconclusive' }),
    foundLines(finding, page),
    list('What is missing', [...missing(finding), ...folded(finding.notes)], page),
    list('Values that something reads', recipe?.sentences ?? [], page, recipe?.lines),
    list('Not read yet', unreadLines(finding), page),
    ...(finding.found.rules.length + finding.found.schemas.length > 0 || finding.recordings.length === 0
      ? [list('How to record traffic', howToRecord, page, [exampleRecord])]
      : []),
    list('Next', ['weir init once they are in the repository or beside it'], page),
  ]);
}

const howToRecord = [
  'Where your service answers a request, append one JSON object a line to a file: input is the request; output, label, id and time are optional.',
  `Keep it as traffic/requests-2026-01.jsonl (${otherFormats('jsonl')}). It need not be committed. Some thousand records are enough to begin with.`,
];
const exampleRecord = '{"input":{"delay":214},"output":"short","time":"2026-03-01T08:15:00Z"}';

function foundLines({ found, recordings, capped }: Finding, page: Page): string[] {
  const wantedParams = found.rules.some(({ params }) => params.length > 0);
  const rules = ruleFiles(found.rules.filter(({ kind }) => kind === 'rules'));
  const models = ruleFiles(found.rules.filter(({ kind }) => kind === 'model'));
  const rows: [string, readonly string[]][] = [
    ['schemas', [...new Set(found.schemas.map(({ path }) => path))]],
    ...(rules.length > 0 || models.length === 0 ? [['rules', rules] as [string, string[]]] : []),
    ...(models.length > 0 ? [['models', models] as [string, string[]]] : []),
    [
      'recordings',
      recordings.map(({ files, paths }) => (paths.length > 1 ? `${files} (${plural(paths.length, 'file')})` : files)),
    ],
    ...(wantedParams && found.params.length > 0
      ? [['config', found.params.map(({ path }) => path)] as [string, string[]]]
      : []),
  ];
  return [
    page.paint('strong', 'Found'),
    ...facts(
      rows.map(([name, paths]) => [name, [plain(someOf(paths))]]),
      page,
    ),
    ...(capped
      ? paragraph(
          'The repository is large: only what looked most like schemas, rules, config and traffic was opened.',
          page,
          {
            indent: 2,
          },
        )
      : []),
  ];
}

/** `rules/fraud.json (45 rules)` */
function ruleFiles(rules: Found['rules']): string[] {
  return [...Map.groupBy(rules, ({ path }) => fileOf(path))].map(([file, own]) =>
    own.some(({ name }) => name !== undefined) ? `${file} (${plural(own.length, 'rule')})` : file,
  );
}

/** `3 Avro schemas: events/order.avsc, …`; a change of one is named by a check, and not measured. */
function unreadLines({ unread }: Finding): string[] {
  const files = [...new Map(unread.map((file) => [file.path, file])).values()];
  return [...Map.groupBy(files, ({ format }) => format.name).values()].map((group) => {
    const paths = group.map(({ path, line }) => (line === undefined ? path : `${path}:${line}`));
    const [first] = group;
    return `${paths.length} ${paths.length === 1 ? first?.format.one : first?.format.many}: ${someOf(paths, 3)}`;
  });
}

function someOf(paths: readonly string[], most = mostNamed): string {
  if (paths.length === 0) return 'none';
  const left = paths.length - most;
  return [...paths.slice(0, most), ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}

function pipelineLines(
  { name, owners, ownersFrom, recording, params, steps, outputs, segments }: DraftPipeline,
  page: Page,
): string[] {
  const shown = steps.map(stepText);
  const rows: [string, readonly string[]][] = [
    ['recording', [recording.files]],
    ['params', params === undefined ? [] : [params]],
    [
      'steps',
      [shown.length > MOST_STEPS ? `${shown.slice(0, 2).join(' → ')} → … (${shown.length} steps)` : shown.join(' → ')],
    ],
    [
      'outputs',
      [
        someOf(
          outputs.map((output) => `${output.name} (${output.kind})`),
          10,
        ),
      ],
    ],
    ['segments', segments.length > 0 ? [segments.join(', ')] : []],
    ['owners', owners.length > 0 ? [`${owners.join(', ')} (from ${ownersFrom})`] : []],
  ];
  return [
    `${page.paint('quiet', 'pipeline')} ${page.paint('strong', plain(name))}`,
    ...facts(
      rows.map(([label, texts]) => [label, texts.map(plain)]),
      page,
    ),
  ];
}

function stepText(step: DraftStep): string {
  if (step.kind === 'recorded') return `recorded ${step.from}`;
  return step.kind !== 'schema' && step.each !== undefined ? `each of ${step.path}#${step.each}` : step.path;
}

function missingReads({ name, recording, missingReads: paths }: DraftPipeline): string[] {
  return paths.length === 0 ? [] : [`${name} reads ${someOf(paths)}, which ${recording.files} does not have`];
}

function missingParams(pipelines: readonly DraftPipeline[]): string[] {
  return pipelines
    .filter(({ missingParams: names }) => names.length > 0)
    .map(
      ({ name, missingParams: names, params }) =>
        `${name} reads ${names.map((path) => `params.${path}`).join(', ')}, which ${params ?? 'no file'} ${params ? 'does not have' : 'has'}`,
    );
}

function leftToFillIn({ found, recordings: groups, pipelines }: Finding): string[] {
  const ownerless = pipelines.filter(({ owners }) => owners.length === 0).map(({ name }) => name);
  const recordings = [...new Map(pipelines.map(({ recording }) => [recording.name, recording])).values()];
  const parts = (part: string) =>
    recordings.filter((recording) => !recording.envelope && !recording.parts.some((known) => known.part === part));
  const used = new Set(
    pipelines.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'recorded' ? [] : step.path))),
  );
  const params = new Set(pipelines.map((pipeline) => pipeline.params));
  const alike = pipelines.filter(({ otherTraffic = [] }) => otherTraffic.length > 0);
  const known = new Set([
    ...recordings.flatMap(({ files, labels }) => [files, ...(labels ? [labels.files] : [])]),
    ...alike.flatMap(({ otherTraffic = [] }) => otherTraffic),
  ]);
  const unused = [
    ...[...found.rules, ...found.schemas]
      .map(({ path }) => path)
      .filter((path) => !used.has(path) && !used.has(fileOf(path))),
    ...likelyParams(found.params)
      .map(({ path }) => path)
      .filter((path) => !params.has(path)),
    ...groups.map(({ files }) => files).filter((files) => !known.has(files)),
  ];
  return [
    ...(ownerless.length > 0 ? [`owners of ${ownerless.join(', ')}: without owners nobody can approve an impact`] : []),
    ...limitsLeft(pipelines),
    ...parts('output').map(({ name }) => `output of recording ${name}, if it holds what production answered`),
    ...parts('label').map(({ name, labels }) =>
      labels
        ? `labels of recording ${name}, if ${labels.files} says what turned out to be right: the line stands in weir.yml as a comment`
        : `label of recording ${name}, if it holds what turned out to be right`,
    ),
    ...alike.map(
      ({ name, recording, otherTraffic = [] }) =>
        `${name} could read ${otherTraffic.join(' or ')} as well: ${recording.files} was taken, and files in weir.yml may name the other in its place`,
    ),
    ...(unused.length > 0 ? [`in no pipeline yet, since nothing that was found goes with it: ${someOf(unused)}`] : []),
  ];
}

function limitsLeft(pipelines: readonly DraftPipeline[]): string[] {
  const fit = pipelines.filter(({ limits }) => limits).map(({ name }) => name);
  const scored = pipelines.flatMap(({ name, outputs, limits }) => {
    const scores = outputs.filter(({ isScore }) => isScore).map((score) => score.name);
    return scores.length > 0 ? [{ name, scores, isFit: limits !== undefined }] : [];
  });
  return [
    ...scored.map(
      ({ name, scores }) =>
        `limits of ${name}: the score before its rule (${scores.join(', ')}) is measured and has none, since a model that is trained anew moves every score a little`,
    ),
    ...(fit.length + scored.filter(({ isFit }) => !isFit).length < pipelines.length
      ? ['limits: until you set some, 1 % of each output may change and 0.1 % of the records may be rejected or fail']
      : []),
    ...(fit.length > 0
      ? [
          `limits of ${fit.join(', ')}: as close as so few records can tell; record more (weir record, weir import), then lower them`,
        ]
      : []),
  ];
}

function missing({ found, recordings }: Finding): string[] {
  const artifacts = found.rules.length + found.schemas.length;
  return [
    ...(recordings.length === 0
      ? [
          `recorded traffic: a file of requests, ${recordingEndings()}, or a table of a warehouse that holds them (table: postgres://…)`,
        ]
      : []),
    ...(artifacts === 0 ? [`something to govern: ${namesOf('schema')}, or ${namesOf('rules')}`] : []),
    ...(artifacts > 0 && recordings.length > 0
      ? [
          `a match: no recording has the fields that ${whoNeeds(found)}`,
          ...found.rules
            .slice(0, mostNamed)
            .map(
              ({ path, reads }) =>
                `${path} reads ${reads ? someOf(reads.map((parts) => parts.join('.'))) : 'what cannot be told'}`,
            ),
          ...found.schemas
            .slice(0, mostNamed)
            .map(
              ({ path, properties, isOfCalls }) =>
                `${path} describes ${someOf(properties)}${isOfCalls ? OF_CALLS : ''}`,
            ),
        ]
      : []),
  ];
}

function whoNeeds({ rules, schemas }: Found): string {
  return [rules.length > 0 && 'the rules read', schemas.length > 0 && 'the schemas require']
    .filter(Boolean)
    .join(' or ');
}

const OF_CALLS =
  ', the HTTP calls that are recorded one a line, or in a HAR file, with method, path, body and response';

function list(title: string, texts: readonly string[], page: Page, verbatim: readonly string[] = []): string[] {
  if (texts.length === 0) return [];
  const lines = texts.flatMap((text) => paragraph(plain(text), page, { indent: 2, bullet: '•' }));
  return [page.paint('strong', title), ...lines, ...verbatim.map((line) => `    ${plain(line)}`)];
}

function join(blocks: readonly (readonly string[])[]): string {
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
