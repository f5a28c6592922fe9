/** Generated from schemas/report.schema.json by `npm run generate`; change that file instead. */

/**
 * Of a measure, a pipeline and the whole report; the worst counts. What no edit reaches is unaffected.
 */
export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'unaffected';

/**
 * What `weir check --json` writes. Shares are numbers between 0 and 1.
 */
export interface Report {
  version: 1;
  /**
   * weir with its version.
   */
  tool?: string;
  /**
   * Full commit id.
   */
  base: string;
  /**
   * Full commit id, or "worktree".
   */
  head: string;
  /**
   * Other repositories that steps name, each at the commits that were read.
   */
  upstreams?: Upstream[];
  verdict: Verdict;
  config?: ConfigReport;
  /**
   * Orders the records of a replay that stops early.
   */
  seed?: number;
  /**
   * How to reproduce this report.
   */
  command?: string;
  /**
   * What the command rests on that no commit holds, in sentences: where that is otherwise, so are the numbers.
   */
  commandNotes?: string[];
  /**
   * What the reader should know before the numbers.
   */
  notes?: string[];
  /**
   * Governed files that changed without an edit: formatting, comments, the order of keys.
   */
  reformatted?: string[];
  /**
   * Files that changed, look like schemas, rules, params or models, and are read by no pipeline. The notes name them.
   */
  ungoverned?: UngovernedFile[];
  edits: ReportEdit[];
  pipelines: PipelineReport[];
  /**
   * Pipelines of other repositories that read files of this one, each judged by its own weir.yml and traffic.
   */
  downstreams?: Downstream[];
}
export interface Upstream {
  /**
   * owner/name
   */
  repository: string;
  /**
   * The branch, tag or commit that weir.yml names; where it names none, the default branch.
   */
  ref: string;
  /**
   * Full commit id, to which the ref led at base.
   */
  base: string;
  /**
   * Full commit id, or "worktree".
   */
  head: string;
  /**
   * What head has in place of the ref, where that is another.
   */
  headRef?: string;
}
export interface ConfigReport {
  path: string;
  /**
   * Whose weir.yml judged. "head" only where base has none; "file" where --config named one.
   */
  from: 'base' | 'head' | 'file';
  /**
   * What head would change in weir.yml; not in force yet.
   */
  changes?: string[];
  /**
   * Why head's weir.yml would not stand once it is merged. The report then fails, unless base's weir.yml says config_changes: inform.
   */
  problems?: string[];
}
export interface UngovernedFile {
  path: string;
  /**
   * What changed in it, as far as that can be told.
   */
  change?: string;
}
export interface ReportEdit {
  /**
   * Path of the governed file.
   */
  artifact: string;
  kind: 'schema' | 'rules' | 'model' | 'program';
  /**
   * Engine id with version.
   */
  engine: string;
  /**
   * JSON Pointer into the head file; for something removed, its place in the base file.
   */
  pointer: string;
  /**
   * The same place in the base file, where that is another.
   */
  basePointer?: string;
  /**
   * The place in the words of a language that has no pointers.
   */
  selector?: string;
  /**
   * First and last line in the head file.
   *
   * @minItems 2
   * @maxItems 2
   */
  lines: [number, number];
  /**
   * First and last line in the base file of what it replaces, where no pointer leads there.
   *
   * @minItems 2
   * @maxItems 2
   */
  baseLines?: [number, number];
  compatibility: 'breaking' | 'risky' | 'safe';
  /**
   * A short phrase: "velocity_1h: 8 became 6".
   */
  message: string;
  /**
   * The lines of the base file that the edit replaces or removes, the first few, cut where they are long.
   */
  before?: string[];
  /**
   * The lines of the head file that stand in their place.
   */
  after?: string[];
  /**
   * Kind of change as a stable name.
   */
  change: string;
  /**
   * Schemas: head accepts documents that base rejects.
   */
  accepts?: boolean;
  /**
   * Schemas: head rejects documents that base accepts.
   */
  rejects?: boolean;
  /**
   * It only describes, as a title does: both versions do the same to every record, so nothing is replayed for it.
   */
  describes?: true;
  /**
   * Schemas: the commit of an earlier version that head breaks and base does not; the edit is against that version.
   */
  against?: string;
  /**
   * Recorded messages that this edit alone hits: base with it has another outcome or another document. Of several recordings the one that it hits most.
   */
  hit?: {
    records: number;
    /**
     * Messages that were looked at.
     */
    of: number;
    share: number;
    /**
     * Who has sent them, most first, ten at most: of GraphQL and OpenAPI, where /client is a segment of the pipeline.
     */
    clients?: {
      name: string;
      records: number;
    }[];
  };
  /**
   * weir.yml waives such edits: no annotation and no warning. Limits hold all the same.
   */
  waived?: {
    /**
     * Last day, as 2027-01-01.
     */
    until: string;
    reason: string;
  };
  /**
   * Schemas: a smallest document that one side accepts and the other rejects, made from the schemas alone.
   */
  witness?: {
    document: unknown;
    /**
     * Which side accepts it.
     */
    accepted: 'base' | 'head';
  };
}
export interface PipelineReport {
  name: string;
  verdict: Verdict;
  owners: string[];
  /**
   * Sentences a person understands, worst first.
   */
  reasons: string[];
  /**
   * Indexes into `edits`: those that reach this pipeline.
   */
  edits: number[];
  /**
   * What an approval is bound to: the pipeline, its changed artifacts at base and at head, and its recording.
   */
  fingerprint?: string;
  approval?: Approval;
  limitsAreDefaults?: boolean;
  recording?: RecordingReport;
  records: RecordCounts;
  /**
   * Every record was replayed, so each measure is exact.
   */
  full?: boolean;
  /**
   * 0.99 is 99 %.
   */
  confidence?: number;
  measures: Measures;
  outputs: OutputReport[];
  segments: SegmentReport[];
  /**
   * Why records were rejected, failed or could not be replayed; most records first.
   */
  outcomes?: OutcomeReason[];
  /**
   * The first few records that could not be read.
   */
  malformed?: MalformedExample[];
  reproduction?: Reproduction;
  noise?: Noise;
  /**
   * Which edits move a measure, by how much: Shapley values, which add up to the measure's value. Edits that share an entry cannot be applied apart.
   */
  attribution?: Attribution[];
  /**
   * Pairs of edits that do together what neither does alone, where that is over a fifth of the measure.
   */
  interactions?: Interaction[];
  look?: LookReport;
  /**
   * Where to look: slices of the traffic, declared or found, that move more than the rest; never a verdict. Worst first.
   */
  hotspots?: Hotspot[];
  /**
   * For each transition the fewest input fields that tell its records from the others.
   */
  contrasts?: Contrast[];
}
/**
 * An owner accepts what the outputs do; the verdict stays as it was measured, and counts as pass in that of the report.
 */
export interface Approval {
  /**
   * Login of the owner who approved.
   */
  by: string;
  reason: string;
  /**
   * ISO 8601.
   */
  at: string;
}
export interface RecordingReport {
  name: string;
  files: number;
  /**
   * Some record stands for more than one request.
   */
  weighted: boolean;
  /**
   * Oldest time in the recording.
   */
  from?: string;
  /**
   * Newest time.
   */
  to?: string;
}
export interface RecordCounts {
  recorded: number;
  read?: number;
  replayed: number;
  unreplayable: number;
  malformed?: number;
}
export interface Measures {
  [k: string]: Measure;
}
export interface Measure {
  /**
   * Null where it is not defined; `reason` then says why.
   */
  value: number | null;
  /**
   * Lower end of the interval; equals value at a full replay.
   */
  low: number | null;
  /**
   * Upper end of the interval.
   */
  high: number | null;
  /**
   * share: of the replayed records (0.01 is 1 %). ratio: relative to base. number: in the unit of the output. distance: a bounded distance.
   */
  unit: 'share' | 'ratio' | 'number' | 'distance';
  /**
   * What the owners allow, in the unit of the measure.
   */
  limit?: number;
  /**
   * The limit as weir.yml writes it: "1%", "200 records".
   */
  limitText?: string;
  verdict?: 'pass' | 'fail' | 'inconclusive';
  /**
   * Records behind the value: those that changed, crossed, were rejected.
   */
  records?: number;
  /**
   * Where inconclusive: records that would decide, as far as that can be told.
   */
  needed?: number;
  /**
   * How low and high were found.
   */
  interval: 'exact' | 'anytime' | 'asymptotic' | 'none';
  /**
   * Why there is no value, or why the verdict is inconclusive.
   */
  reason?: string;
  weeks?: MeasureWeeks;
  /**
   * Of a limit that cannot fail: why nothing can exceed it. Its pass says nothing.
   */
  vacuous?: string;
  noise?: MeasureNoise;
}
/**
 * Of a measure with a limit, where every record was replayed and records have times: its values by week.
 */
export interface MeasureWeeks {
  /**
   * The lowest value that a week of the recording has.
   */
  low: number;
  /**
   * The highest one.
   */
  high: number;
  /**
   * Weeks in which it is beyond its limit.
   */
  above: number;
  /**
   * Weeks with at least 10 records.
   */
  of: number;
}
/**
 * Of changed, where base run twice differs from itself: what is left without that. The verdict rests on it.
 */
export interface MeasureNoise {
  /**
   * Records on which base was run twice.
   */
  records: number;
  /**
   * Share of them on which base differs from itself.
   */
  share: number;
  excess: Excess;
}
/**
 * Share on which head differs from base, less that share, on the same records; with its interval.
 */
export interface Excess {
  value: number;
  low: number;
  high: number;
}
export interface OutputReport {
  name: string;
  kind: 'category' | 'number' | 'probability' | 'ranking' | 'text';
  /**
   * JSON Pointer in the document.
   */
  at?: string;
  measures: Measures;
  /**
   * What became what, changes only, most records first; at most 50.
   */
  transitions: ReportTransition[];
  /**
   * Further transitions that are not listed.
   */
  transitionsLeftOut?: number;
  distribution: Distribution;
  value?: Stake;
  /**
   * Rare values are counted together as "other".
   */
  folded?: boolean;
}
export interface ReportTransition {
  base: string;
  head: string;
  records: number;
  /**
   * Requests these records stand for.
   */
  weight?: number;
  /**
   * Their stake.
   */
  value?: number;
  /**
   * The first five records of the recording that did so, redacted. Only where base's weir.yml says examples: show.
   */
  examples?: ExampleRecord[];
}
export interface ExampleRecord {
  /**
   * What the recording calls the record, where weir.yml says where that stands.
   */
  id?: string;
  /**
   * The request as JSON, cut after 300 characters; secrets, identifiers, personal members and long texts are hidden.
   */
  input: string;
}
export interface Distribution {
  base: DistributionSide;
  head: DistributionSide;
  /**
   * Records with a number on both sides, where others have one on one side only: mean and mean_ratio are over these.
   */
  paired?: number;
  pairedMeans?: PairedMeans;
}
export interface DistributionSide {
  /**
   * Requests (Σ weight) for each value, most frequent first.
   */
  counts?: {
    [k: string]: number;
  };
  /**
   * Numbers: the same bins on both sides; a bin holds low <= x < high, or the one number low = high.
   */
  bins?: Bin[];
  mean?: number | null;
  p50?: number | null;
  p95?: number | null;
  p99?: number | null;
  min?: number | null;
  max?: number | null;
  /**
   * Σ weight of records that gave a usable number.
   */
  usable?: number;
}
export interface Bin {
  low: number;
  high: number;
  weight: number;
}
/**
 * Means of the records with a number on both sides, where others have one on one side only: these compare, the means of the sides do not.
 */
export interface PairedMeans {
  base: number;
  head: number;
}
export interface Stake {
  /**
   * Stake of all replayed records.
   */
  total: number;
  /**
   * Stake of those whose outcome changes.
   */
  changed: number;
}
export interface SegmentReport {
  pointer: string;
  value: string;
  records: number;
  weight?: number;
  outputs: SegmentOutput[];
}
/**
 * `distribution` and `transitions` are there for 20 of a pointer's most moved and its 20 largest segments, and name nothing that fewer than 10 of the segment's records have: such values are counted as "other", such transitions left out. There is no distribution of texts, nor of numbers that a segment holds in bins.
 */
export interface SegmentOutput {
  name: string;
  measures: Measures;
  /**
   * Changes only, most records first; at most 10.
   */
  transitions?: ReportTransition[];
  /**
   * Further transitions that are not listed.
   */
  transitionsLeftOut?: number;
  distribution?: Distribution;
}
export interface OutcomeReason {
  side: 'base' | 'head' | 'both';
  outcome: 'rejected' | 'failed' | 'unreplayable';
  artifact: string;
  reason: string;
  records: number;
}
export interface MalformedExample {
  file: string;
  line?: number;
  message: string;
}
/**
 * Does base answer what production answered?
 */
export interface Reproduction {
  compared: number;
  different: number;
  share: number;
  outputs?: {
    [k: string]: number;
  };
}
/**
 * Where a program or an endpoint is replayed: how far base, run twice, differs from itself.
 */
export interface Noise {
  /**
   * Records on which base was run twice.
   */
  records: number;
  /**
   * By output, the share of these records on which it is another one.
   */
  outputs: {
    [k: string]: number;
  };
}
export interface Attribution {
  edits: number[];
  output: string;
  measure: string;
  value: number;
  low: number;
  high: number;
  transition?: AttributedTransition;
}
/**
 * The value is this edit's part of the share of records that go from base to head so.
 */
export interface AttributedTransition {
  base: string;
  head: string;
}
export interface Interaction {
  /**
   * @minItems 2
   */
  edits: [number, number, ...number[]];
  output: string;
  measure: string;
  /**
   * v(ij) - v(i) - v(j) + v(none), in the measure's unit.
   */
  value: number;
}
/**
 * What hotspots and contrasts were searched in; absent where nobody asked.
 */
export interface LookReport {
  /**
   * Records that were looked at. Hotspots and contrasts count these.
   */
  records: number;
  /**
   * These are all replayable records of the recording. Otherwise a random part of them, and shares are estimates.
   */
  full: boolean;
  /**
   * Pointers of the fields by which the traffic was sliced.
   */
  fields: string[];
  /**
   * Slices that were compared with the whole.
   */
  assessed: number;
  /**
   * Slices of one condition that hold too few records for that.
   */
  unassessed: number;
}
export interface Hotspot {
  /**
   * @minItems 1
   * @maxItems 2
   */
  conditions: [Condition] | [Condition, Condition];
  output: string;
  records: number;
  changed: number;
  /**
   * Changed share within.
   */
  share: number;
  /**
   * Changed share of all other records.
   */
  rest: number;
  /**
   * Share of all changed records beyond what the rest's share would give.
   */
  excess: number;
}
/**
 * One of these values, or a number from low to below high.
 */
export interface Condition {
  pointer: string;
  /**
   * @minItems 1
   */
  values?: [string, ...string[]];
  low?: number;
  high?: number;
}
export interface Contrast {
  output: string;
  base: string;
  head: string;
  /**
   * @minItems 1
   */
  conditions: [Condition, ...Condition[]];
  /**
   * Records with the transition.
   */
  records: number;
  /**
   * Share of them that meet the conditions.
   */
  covered: number;
  /**
   * Share of the records that meet the conditions which have the transition.
   */
  precision: number;
}
/**
 * A pipeline of another repository that reads files of this one.
 */
export interface Downstream {
  /**
   * owner/name
   */
  repository: string;
  /**
   * What it runs, as far as its own files go: its default branch, or what was asked for.
   */
  branch?: string;
  /**
   * Full commit id of that, or "worktree".
   */
  revision?: string;
  /**
   * Left out where its weir.yml tells of none that reads a file of this repository, or cannot be read.
   */
  pipeline?: string;
  /**
   * Branches, tags and commits of this repository at which it reads files.
   */
  reads?: string[];
  /**
   * not judged: something of its own is in the way, such as a weir.yml that is wrong or a recording that is too old. not read: whoever made this report could not look. not reached: a merge here moves nothing there, since it pins another revision or reads no file of this repository.
   */
  status: 'judged' | 'not judged' | 'not read' | 'not reached';
  verdict?: Verdict;
  /**
   * What weir.yml of this repository lets it do to the change. Nothing but what blocks counts for the verdict of the report.
   */
  gate: 'block' | 'inform';
  /**
   * How long its owners may leave it unanswered before it only informs: "3d".
   */
  answerWithin?: string;
  /**
   * That time is over: it counts no longer.
   */
  unanswered?: boolean;
  /**
   * Why it is not judged, not read or not reached.
   */
  because?: string;
  owners: string[];
  worst?: WorstMeasure;
  /**
   * As its own check gives them.
   */
  reasons: string[];
  records?: DownstreamRecords;
  /**
   * Indexes into the edits of the report: those that reach it.
   */
  edits?: number[];
  forecast?: Forecast;
  /**
   * What to know beside, such as a recording that is getting old.
   */
  notes?: string[];
  /**
   * Names what was judged: both versions of the files of this repository, its own steps and its recording.
   */
  fingerprint?: string;
  approval?: Approval;
  /**
   * What gives the same, in a clone of that repository.
   */
  command?: string;
}
/**
 * The measure that speaks for the verdict.
 */
export interface WorstMeasure {
  /**
   * As weir.yml names it: tier.changed.
   */
  name: string;
  measure: Measure;
}
export interface DownstreamRecords {
  recorded: number;
  replayed: number;
}
/**
 * Of one that pins another revision: what head would do to it once it moves there. It never counts for a verdict.
 */
export interface Forecast {
  verdict?: Verdict;
  worst?: WorstMeasure;
  /**
   * Why there is none.
   */
  because?: string;
}
