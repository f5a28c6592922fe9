/**
 * weir.yml after validation: names resolved, defaults filled in, limits parsed. The raw shape is generated from
 * `schemas/weir.schema.json`; nothing outside this folder sees it.
 */
import type { Range } from '../document/source.ts';
import type { OutputKind } from './output-kind.ts';
import type { RecordingYml, WaiverYml } from './weir-yml.generated.ts';

export interface Config {
  /** Path of weir.yml in the repository, for messages. */
  readonly path: string;
  /** Its text, for errors that are found later at one of its lines. */
  readonly text: string;
  readonly recordings: ReadonlyMap<string, RecordingConfig>;
  readonly pipelines: readonly PipelineConfig[];
  /** 0.99 is 99 %. */
  readonly confidence: number;
  readonly inconclusive: 'block' | 'allow';
  /** Raw records may stand in reports. */
  readonly showExamples: boolean;
  /** Globs of files that look governed and need no pipeline. */
  readonly ungoverned: readonly string[];
  /** Whether a change whose own weir.yml would not stand fails. */
  readonly configChanges: 'block' | 'inform';
  /** Path of the file in which owners accept an impact where no App asks them. */
  readonly accepted?: string;
  /** Edits that owners have said may be made. */
  readonly ignore: readonly WaiverConfig[];
  /** What other repositories that read files of this one may do to a change here, in the order of weir.yml. */
  readonly consumers: readonly ConsumerConfig[];
  /** What repositories whose files are read here see of the pipelines here; undefined: by who can read them. */
  readonly visibleToUpstreams?: 'nothing' | 'verdict' | 'measures';
}

export interface ConsumerConfig {
  /** `owner/name`, or a glob of such. */
  readonly repository: string;
  readonly gate: 'block' | 'inform';
  /** How long a change may stay unanswered before it is only informed of: `3d`. Undefined: for ever. */
  readonly answerWithin?: string;
  /** Said not in the repository's own weir.yml but in its organization's: counts where its own says nothing. */
  readonly isFurther?: true;
}

export interface WaiverConfig extends Readonly<WaiverYml> {
  /** Where it stands in weir.yml. */
  readonly range: Range;
}

/** As weir.yml has it, with the keys that formats and envelopes have of their own; pointers of an envelope filled in. */
export interface RecordingConfig extends Readonly<Omit<RecordingYml, 'format' | 'input'>> {
  readonly name: string;
  /** Glob in the repository, or an address; of a table its own. */
  readonly files: string;
  /** A format, or an envelope, as written; undefined where the extension decides. */
  readonly format?: string;
  /** Pointers inside a raw record. */
  readonly input: string;
  readonly output?: string;
  readonly label?: string;
  readonly id?: string;
  readonly time?: string;
  readonly weight?: string;
  readonly value?: string;
  /** Where an envelope's records say what of their input was erased or changed before it was recorded. */
  readonly lacks?: string;
  /** Where `files` or `table` stands in weir.yml. */
  readonly range: Range;
}

export interface PipelineConfig {
  readonly name: string;
  readonly owners: readonly string[];
  readonly recording: RecordingConfig;
  /** Those that steps read beside it. */
  readonly related?: readonly RecordingConfig[];
  readonly params?: string;
  /** What head's weir.yml has it read in their place. */
  readonly paramsAtHead?: string;
  /** Where weir.yml names them. */
  readonly paramsRange?: Range;
  readonly steps: readonly StepConfig[];
  /** Where head's weir.yml gives it other steps. */
  readonly atHead?: StepsAtHead;
  readonly outputs: readonly OutputConfig[];
  /** Pointers inside the document. */
  readonly segments: readonly string[];
  readonly limits: readonly LimitConfig[];
  readonly limitsAreDefaults: boolean;
  /** Every week of the recording has to stay within the limits, too, not only the whole of it. */
  readonly judge?: 'every_week';
  /** How production is watched; as usual where weir.yml says nothing. */
  readonly monitor?: MonitorConfig;
  readonly range: Range;
}

export type StepsAtHead =
  /** `steps` are those of both sides. */
  | { readonly kind: 'joined'; readonly moves: readonly OutputMove[] }
  /** They cannot be replayed together. `why`: a part of a sentence. */
  | { readonly kind: 'apart'; readonly why: string };

/** Pointers into documents as the last step leaves them: where head has an output, and where base has it. */
export interface OutputMove {
  readonly from: string;
  readonly to: string;
}

/** How a pipeline is watched. */
export interface MonitorConfig {
  /** Windows that the newest are compared with. */
  readonly baseline: number;
  /** Windows in a row beyond all of these before something opens. */
  readonly persist: number;
  /** Windows in a row without it before something is over. */
  readonly clear: number;
  /** Of outputs, by `<output>.share.<value>`, `<output>.mean` or `<output>.accuracy`, in the unit of that. */
  readonly limits: ReadonlyMap<string, number>;
  /** Shares. */
  readonly differing: number;
  readonly rejected: number;
  /** Of requests that lack a field, and of those with a value, a type or a field that was never seen. */
  readonly missing: number;
  readonly unseen: number;
  /** Whose holidays are marked, as `US` or `US-CA`. */
  readonly calendar?: string;
  readonly labels: {
    /** A week's labels are mature once they are so much of what the weeks before have. */
    readonly mature: number;
    /** … and of all its records at least so much. */
    readonly coverage: number;
  };
  readonly retrain?: RetrainConfig;
}

/** What is asked for where only the world has changed. */
export interface RetrainConfig {
  /** So many of the newest weeks are to be trained on. */
  readonly weeks: number;
  /** `accuracy` of any output, or `<output>.accuracy`: one of these has to be worse. */
  readonly when: readonly string[];
  /** Days after it was asked for in which it is not asked for again. */
  readonly cooldown: number;
  /** What is started when it is asked for. */
  readonly run?: RetrainRun;
  /** By `<output>.accuracy`, how far below the baseline's it may be; by other measures, how far these may be. */
  readonly success: ReadonlyMap<string, number>;
}

export type RetrainRun =
  /** Path of a file in `.github/workflows`, on the default branch. */
  | { readonly kind: 'workflow'; readonly path: string }
  /** `repository_dispatch`, with a type. */
  | { readonly kind: 'event'; readonly type: string };

/** What steps of every kind say. */
interface StepParts {
  /** Of a program a file, or a folder with a / at its end. */
  readonly path: string;
  /** What head's weir.yml has read in the place of `path`. */
  readonly pathAtHead?: string;
  /** The side that has the step, where the other has not. */
  readonly only?: 'base' | 'head';
  readonly engine: string;
  /** Of a step that only base has: by which other engine head's weir.yml has its file read in its place. */
  readonly engineAtHead?: string;
  readonly options?: EngineOptions;
  readonly range: Range;
}

export type StepConfig =
  | (StepParts & { readonly kind: 'schema' })
  | (StepParts & { readonly kind: 'rules'; readonly into: string })
  | (StepParts & { readonly kind: 'program'; readonly into: string })
  /** `model: recorded` has no path and reads `from`. */
  | (Omit<StepParts, 'path'> & {
      readonly kind: 'model';
      readonly path?: string;
      readonly into: string;
      readonly from?: string;
    });

/** What a step says by its engine's own keys; undefined for nothing. */
export type EngineOptions = Readonly<Record<string, unknown>>;

export interface OutputConfig {
  readonly name: string;
  readonly at: string;
  readonly kind: OutputKind;
  /** Numbers that differ by no more are the same; absolute, in the output's unit. 0 by default. */
  readonly tolerance: number;
  /** Where the recorded output holds this value; undefined: found as docs/config.md says of `recorded`. */
  readonly recorded?: string;
}

export interface LimitConfig {
  /** Key as written: `tier.changed`, `rejected`. */
  readonly key: string;
  /** Undefined for the pipeline's own `rejected`, `failed`, `unreplayable`. */
  readonly output?: string;
  /** `changed`, `share.none`, `flips@0.5`, `rejected`. */
  readonly measure: string;
  /**
   * `share`: 0.01 for `1%` and for `0.01`, of measures whose unit is share or ratio; `records`: a count; `number`: in
   * the measure's own unit.
   */
  readonly limit: { readonly kind: 'share' | 'records' | 'number'; readonly amount: number };
  /** As written in weir.yml: `1%`. */
  readonly text: string;
  readonly range: Range;
}
