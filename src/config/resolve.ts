/** Turns a valid weir.yml into a `Config`: names become what they name, defaults are filled in, limits parsed. */

import { fileOf } from '../document/part.ts';
import { toPointer } from '../document/pointer.ts';
import type { Source } from '../document/source.ts';
import { defaultsOf } from '../measures/defaults.ts';
import { outputMeasures, pipelineMeasures } from '../measures/rows.ts';
import { parseConfidence } from './confidence.ts';
import type {
  Config,
  ConsumerConfig,
  EngineOptions,
  LimitConfig,
  OutputConfig,
  PipelineConfig,
  RecordingConfig,
  StepConfig,
} from './config.ts';
import { bare, governedPath } from './elsewhere.ts';
import { defaultEngine, knownEngine, recorded } from './engines.ts';
import { type LimitScope, readLimit } from './limits.ts';
import { resolveMonitor } from './monitor.ts';
import { normalPath } from './paths.ts';
import { envelopeParts } from './recordings.generated.ts';
import type { ConsumerYml, PipelineYml, RecordingYml, StepYml, WeirYml } from './weir-yml.generated.ts';

const defaultConfidence = 0.99;

/** `weirYml` must have passed both the schema and the rules; `source` tells where its values stand. */
export function resolveConfig(weirYml: WeirYml, source: Source): Omit<Config, 'text'> {
  const recordings = new Map(
    Object.entries(weirYml.recordings ?? {}).map(([name, yml]) => [name, resolveRecording(name, yml, source)]),
  );
  const { confidence, inconclusive = 'block' } = weirYml.defaults ?? {};
  return {
    path: source.file,
    recordings,
    pipelines: Object.entries(weirYml.pipelines ?? {}).map(([name, yml]) =>
      resolvePipeline(name, yml, recordings, source),
    ),
    confidence: confidence === undefined ? defaultConfidence : sure(parseConfidence(confidence)),
    inconclusive,
    showExamples: weirYml.examples === 'show',
    ungoverned: weirYml.ungoverned ?? [],
    configChanges: weirYml.config_changes ?? 'block',
    accepted: weirYml.accepted === undefined ? undefined : normalPath(weirYml.accepted),
    ignore: (weirYml.ignore ?? []).map((waiver, index) => ({
      ...waiver,
      range: source.range(toPointer(['ignore', index])),
    })),
    consumers: Object.entries(weirYml.consumers ?? {}).map(([repository, yml]) => resolveConsumer(repository, yml)),
    ...(weirYml.visible_to_upstreams && { visibleToUpstreams: weirYml.visible_to_upstreams }),
  };
}

function resolveConsumer(repository: string, yml: ConsumerYml): ConsumerConfig {
  // The schema lets no other text pass.
  if (typeof yml === 'string') return { repository, gate: yml === 'block' ? 'block' : 'inform' };
  const { gate, answer_within: answerWithin } = yml;
  return { repository, gate, ...(answerWithin !== undefined && { answerWithin }) };
}

function resolveRecording(name: string, yml: RecordingYml, source: Source): RecordingConfig {
  const preset = (yml.format && envelopeParts[yml.format]) ?? { input: '' };
  const label = yml.labels && { label: yml.labels.label };
  const files = sure(yml.files ?? yml.table);
  const range = source.range(toPointer(['recordings', name, yml.files === undefined ? 'table' : 'files']));
  return { ...preset, ...yml, ...label, name, files, range };
}

function resolvePipeline(
  name: string,
  yml: PipelineYml,
  recordings: ReadonlyMap<string, RecordingConfig>,
  source: Source,
): PipelineConfig {
  const pointer = toPointer(['pipelines', name]);
  const recording = sure(recordings.get(yml.recording));
  const outputs = Object.entries(yml.outputs).map(
    ([output, { at, kind, tolerance = 0, recorded }]): OutputConfig => ({
      name: output,
      at,
      kind,
      tolerance,
      recorded,
    }),
  );
  const related = [...new Set(yml.steps.flatMap(relatedIn))].map((other) => sure(recordings.get(other)));
  const declared = Object.entries(yml.limits ?? {}).map(([key, value]) =>
    resolveLimit(key, value, `${pointer}/limits${toPointer([key])}`),
  );
  const limitsAreDefaults = declared.length === 0;
  return {
    name,
    owners: yml.owners ?? [],
    recording,
    ...(related.length > 0 && { related }),
    params: yml.params === undefined ? undefined : governedPath(yml.params),
    paramsRange: yml.params === undefined ? undefined : source.range(`${pointer}/params`),
    steps: yml.steps.map((step, index) => resolveStep(step, `${pointer}/steps/${index}`, source)),
    outputs,
    segments: yml.segments ?? [],
    limits: limitsAreDefaults ? defaultLimits() : declared,
    limitsAreDefaults,
    ...(yml.judge === 'every_week' && { judge: yml.judge }),
    ...(yml.monitor && { monitor: resolveMonitor(yml.monitor, scope()) }),
    range: source.keyRange(pointer),
  };

  function resolveLimit(key: string, value: string | number, place: string): LimitConfig {
    const read = readLimit(key, value, scope());
    if (!read || 'mistake' in read) throw new Error(`a limit that passed the rules can't be read: ${key}`);
    return { ...read.limit, range: source.range(place) };
  }

  function scope(): LimitScope {
    const kinds = new Map(outputs.map((output) => [output.name, output.kind]));
    return { outputs: kinds, hasLabels: recording.label !== undefined };
  }

  function defaultLimits(): LimitConfig[] {
    return [
      ...outputs.flatMap(({ name }) => {
        const place = `${pointer}/outputs${toPointer([name])}`;
        return defaultsOf(outputMeasures, `${name}.`).map(([key, value]) => resolveLimit(key, value, place));
      }),
      ...defaultsOf(pipelineMeasures).map(([key, value]) => resolveLimit(key, value, pointer)),
    ];
  }
}

/** Names of recordings. */
function relatedIn(step: StepYml): string[] {
  return 'related' in step ? Object.values(step.related ?? {}) : [];
}

function resolveStep(step: StepYml, pointer: string, source: Source): StepConfig {
  if ('schema' in step) {
    const engine = sure(step.engine ?? defaultEngine('schema', bare(step.schema)));
    const range = source.range(`${pointer}/schema`);
    return { kind: 'schema', path: governedPath(step.schema), engine, ...optionsOf(step, engine), range };
  }
  if ('rules' in step) {
    const engine = sure(step.engine ?? defaultEngine('rules', fileOf(bare(step.rules))));
    const range = source.range(`${pointer}/rules`);
    return {
      kind: 'rules',
      path: governedPath(step.rules),
      engine,
      into: step.into,
      ...optionsOf(step, engine),
      range,
    };
  }
  if ('program' in step) {
    const engine = sure(step.engine ?? defaultEngine('program', step.program));
    const range = source.range(`${pointer}/program`);
    const path = governedPath(step.program);
    return { kind: 'program', path, engine, into: step.into, ...optionsOf(step, engine), range };
  }
  const engine = sure(step.engine ?? defaultEngine('model', bare(step.model)));
  return {
    kind: 'model',
    path: step.model === recorded ? undefined : governedPath(step.model),
    engine,
    into: step.into,
    from: step.from,
    ...optionsOf(step, engine),
    range: source.range(`${pointer}/model`),
  };
}

/** What the step says by its engine's own keys. */
function optionsOf(step: StepYml, engine: string): { readonly options?: EngineOptions } {
  const own = Object.entries(step).filter(([key]) => knownEngine(engine)?.options.includes(key));
  return own.length === 0 ? {} : { options: Object.fromEntries(own) };
}

/** What the rules have made sure of. */
function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('weir.yml passed the rules without what they ask for');
  return value;
}
