/**
 * Adds up one pipeline's replay. A shard's sums are exported as plain data, sent to whoever asked, and absorbed there;
 * in whatever order shards arrive, `finish` gives the same bytes.
 */
import { effectiveRecords } from '../../impact/effective-records.ts';
import type { Evidence, MalformedRecord } from '../../impact/evidence.ts';
import type { MalformedPlace } from '../../recordings/placed.ts';
import { FAILED, REJECTED, Word } from './cell.ts';
import type { OutputSpec } from './detail.ts';
import { type InputParts, InputSum, type InputsSpec } from './inputs.ts';
import { JointTable, type JointTableParts } from './joint-table.ts';
import { type OutputParts, OutputSum } from './output.ts';
import { type ReasonParts, ReasonSum } from './reasons.ts';
import { type SegmentsParts, SegmentsSum } from './segments.ts';
import { type TallyParts, TallySum, type Weighting } from './tally.ts';
import { type WeeksParts, WeeksSum } from './weeks.ts';

/** What is added up; plain data, the same in every process. */
export interface EvidenceSpec {
  readonly weighting: Weighting;
  readonly outputs: readonly OutputSpec[];
  /** Pointers in the document. */
  readonly segments: readonly string[];
  /** What is added up once more by week, in this zone; undefined where nothing is. */
  readonly weeks?: { readonly zone?: string; readonly evidence: EvidenceSpec };
  /** What requests hold is counted, too. */
  readonly inputs?: InputsSpec;
  /** Of the plans that run on the same records. */
  readonly together?: readonly EvidenceSpec[];
}

/** How a record ended on one side. */
export type Ending = 'ok' | 'rejected' | 'failed';

/** A record that was replayed on both sides. */
export interface Replayed {
  readonly base: Ending;
  readonly head: Ending;
  /** Values at the outputs' pointers on each side, in their order; ignored on a side that did not end well. */
  readonly baseValues: readonly unknown[];
  readonly headValues: readonly unknown[];
  readonly segments: readonly unknown[];
  readonly label: unknown;
  readonly weight: number;
  readonly value: number | undefined;
  readonly time: string | undefined;
}

/** A record that a side could not replay. */
export interface Lost {
  readonly weight: number;
  /** Base could. */
  readonly isAtHead: boolean;
}

export interface PipelineParts {
  readonly recorded: number;
  readonly read: number;
  readonly malformed: number;
  readonly malformedExamples: readonly MalformedPlace[];
  /** All of them, and those that head alone could not replay. */
  readonly unreplayable: TallyParts;
  readonly lostAtHead: TallyParts;
  readonly replayed: TallyParts;
  readonly reweighted: boolean;
  readonly staked: boolean;
  readonly outcomes: JointTableParts;
  readonly reasons: ReasonParts;
  readonly outputs: readonly OutputParts[];
  readonly segments: readonly SegmentsParts[];
  readonly compared: number;
  readonly different: number;
  readonly differentByOutput: readonly number[];
  readonly shadowed: number;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly weeks?: WeeksParts<PipelineParts>;
  readonly inputs?: InputParts;
  readonly together?: readonly PipelineParts[];
}

const MOST_EXAMPLES = 5;
const ENDINGS = { ok: Word.of('ok'), rejected: REJECTED, failed: FAILED } as const;

export class PipelineSum {
  readonly reasons = new ReasonSum();
  /** To which the caller adds; undefined where they are not counted. */
  readonly inputs: InputSum | undefined;
  readonly together: readonly PipelineSum[];
  readonly #spec: EvidenceSpec;
  readonly #outcomes: JointTable;
  readonly #outputs: readonly OutputSum[];
  readonly #segments: readonly SegmentsSum[];
  readonly #differentByOutput: number[];
  #recorded = 0;
  #read = 0;
  #malformed = 0;
  #examples: MalformedPlace[] = [];
  readonly #unreplayable: TallySum;
  readonly #lostAtHead: TallySum;
  readonly #replayed: TallySum;
  #reweighted = false;
  #staked = false;
  #compared = 0;
  #different = 0;
  #shadowed = 0;
  #from: string | undefined;
  #to: string | undefined;
  readonly #weeks: WeeksSum<PipelineParts, PipelineSum> | undefined;

  constructor(spec: EvidenceSpec) {
    this.#spec = spec;
    const weighting = { weighted: spec.weighting.weighted, valued: false };
    this.#replayed = new TallySum(weighting, true);
    this.#unreplayable = new TallySum(weighting);
    this.#lostAtHead = new TallySum(weighting);
    this.#outcomes = new JointTable(spec.weighting, Number.POSITIVE_INFINITY, (key) => key);
    this.#outputs = spec.outputs.map((output) => new OutputSum(output, spec.weighting));
    this.#segments = spec.segments.map((pointer) => new SegmentsSum(pointer, spec.outputs, spec.weighting));
    this.#differentByOutput = spec.outputs.map(() => 0);
    const { weeks } = spec;
    this.#weeks = weeks && new WeeksSum(() => new PipelineSum(weeks.evidence));
    this.inputs = spec.inputs && new InputSum(spec.inputs);
    this.together = (spec.together ?? []).map((own) => new PipelineSum(own));
  }

  /** Records of the recording that were passed, and how many of them were read. */
  count(recorded: number, read: number): void {
    this.#recorded += recorded;
    this.#read += read;
  }

  /** The sums of a week, by its number, to which the caller adds; undefined where there are none. */
  week(week: number): PipelineSum | undefined {
    return this.#weeks?.at(week);
  }

  addMalformed(place: MalformedPlace): void {
    this.#malformed += place.times ?? 1;
    this.#keepExamples([place]);
  }

  addUnreplayable({ weight, isAtHead }: Lost, times = 1): void {
    this.#unreplayable.add(weight, 0, times);
    if (isAtHead) this.#lostAtHead.add(weight, 0, times);
  }

  /** A record whose own `params` the pipeline's hide. */
  addShadowed(times = 1): void {
    this.#shadowed += times;
  }

  /** So many records that are alike. */
  addReplayed(record: Replayed, times = 1): void {
    const { base, head, weight } = record;
    const value = record.value ?? 0;
    this.#replayed.add(weight, 0, times);
    if (weight !== 1) this.#reweighted = true;
    if (record.value !== undefined) this.#staked = true;
    if (record.time !== undefined) this.addTimes(record.time, record.time);
    this.#outcomes.add(ENDINGS[base], ENDINGS[head], weight, value, times);
    for (let index = 0; index < this.#segments.length; index += 1) {
      const segment = this.#segments[index]?.at(record.segments[index]);
      segment?.total.add(weight, value, times);
      if (segment) this.#addOutputs(segment.outputs, record, value, times);
    }
    this.#addOutputs(this.#outputs, record, value, times);
  }

  #addOutputs(outputs: readonly OutputSum[], record: Replayed, value: number, times: number): void {
    const { base, head, label, weight } = record;
    for (let index = 0; index < outputs.length; index += 1) {
      const atBase = base === 'ok' ? record.baseValues[index] : ENDINGS[base];
      const atHead = head === 'ok' ? record.headValues[index] : ENDINGS[head];
      outputs[index]?.add(atBase, atHead, label, weight, value, times);
    }
  }

  /** Whether base answered as production did, output by output; `undefined` where nothing was recorded. */
  addReproduction(same: readonly (boolean | undefined)[], times = 1): void {
    if (same.every((one) => one === undefined)) return;
    this.#compared += times;
    if (same.includes(false)) this.#different += times;
    same.forEach((one, index) => {
      if (one === false) this.#differentByOutput[index] = (this.#differentByOutput[index] ?? 0) + times;
    });
  }

  export(): PipelineParts {
    return {
      recorded: this.#recorded,
      read: this.#read,
      malformed: this.#malformed,
      malformedExamples: this.#examples,
      unreplayable: this.#unreplayable.export(),
      lostAtHead: this.#lostAtHead.export(),
      replayed: this.#replayed.export(),
      reweighted: this.#reweighted,
      staked: this.#staked,
      outcomes: this.#outcomes.export(),
      reasons: this.reasons.export(),
      outputs: this.#outputs.map((output) => output.export()),
      segments: this.#segments.map((segments) => segments.export()),
      compared: this.#compared,
      different: this.#different,
      differentByOutput: this.#differentByOutput,
      shadowed: this.#shadowed,
      from: this.#from,
      to: this.#to,
      ...(this.#weeks && { weeks: this.#weeks.export() }),
      ...(this.inputs && { inputs: this.inputs.export() }),
      ...(this.together.length > 0 && { together: this.together.map((own) => own.export()) }),
    };
  }

  absorb(parts: PipelineParts): void {
    this.count(parts.recorded, parts.read);
    this.#malformed += parts.malformed;
    this.#keepExamples(parts.malformedExamples);
    this.#unreplayable.absorb(parts.unreplayable);
    this.#lostAtHead.absorb(parts.lostAtHead);
    this.#replayed.absorb(parts.replayed);
    this.#reweighted ||= parts.reweighted;
    this.#staked ||= parts.staked;
    this.#outcomes.absorb(parts.outcomes);
    this.reasons.absorb(parts.reasons);
    parts.outputs.forEach((output, index) => {
      this.#outputs[index]?.absorb(output);
    });
    parts.segments.forEach((segments, index) => {
      this.#segments[index]?.absorb(segments);
    });
    this.#compared += parts.compared;
    this.#different += parts.different;
    this.#shadowed += parts.shadowed;
    parts.differentByOutput.forEach((count, index) => {
      this.#differentByOutput[index] = (this.#differentByOutput[index] ?? 0) + count;
    });
    if (parts.weeks) this.#weeks?.absorb(parts.weeks);
    if (parts.inputs) this.inputs?.absorb(parts.inputs);
    for (const [index, own] of this.together.entries()) {
      const other = parts.together?.[index];
      if (other) own.absorb(other);
    }
    if (parts.from !== undefined && parts.to !== undefined) this.addTimes(parts.from, parts.to);
  }

  /** The malformed records that a report shows, to find their lines. */
  get malformedExamples(): readonly MalformedPlace[] {
    return this.#examples;
  }

  /** `malformedExamples`: those above with their file's name and line. */
  finish(malformedExamples: readonly MalformedRecord[]): Evidence {
    const replayed = this.#replayed.finish();
    const { records: unreplayable, weight } = this.#unreplayable.finish();
    const atHead = this.#lostAtHead.finish();
    return {
      recorded: this.#recorded,
      read: this.#read,
      malformed: this.#malformed,
      malformedExamples,
      unreplayable,
      ...(unreplayable > 0 && { lost: { weight, atHead: { records: atHead.records, weight: atHead.weight } } }),
      replayed: replayed.records,
      effective: effectiveRecords(replayed),
      // What was not read may weigh as much as all of it, whatever was.
      weighted: this.#reweighted || (this.#spec.weighting.weighted && this.#read < this.#recorded),
      valued: this.#staked,
      outcomes: this.#outcomes.finish(),
      reasons: this.reasons.finish(),
      outputs: this.#outputs.map((output) => output.finish(replayed)),
      segments: this.#segments.flatMap((segments) => segments.finish()),
      ...(this.#shadowed > 0 && { shadowed: this.#shadowed }),
      ...(this.#compared > 0 && { reproduction: this.#finishReproduction() }),
      ...(this.#from !== undefined && this.#to !== undefined && { window: { from: this.#from, to: this.#to } }),
      ...(this.#weeks && { weeks: this.#weeks.list().map(([week, sum]) => ({ week, evidence: sum.finish([]) })) }),
    };
  }

  #finishReproduction(): NonNullable<Evidence['reproduction']> {
    const outputs = this.#spec.outputs.map(({ name }, index) => [name, this.#differentByOutput[index] ?? 0] as const);
    return { compared: this.#compared, different: this.#different, outputs: Object.fromEntries(outputs) };
  }

  /** The first and the last time of some records that were replayed, ISO 8601. */
  addTimes(from: string, to: string): void {
    if (this.#from === undefined || from < this.#from) this.#from = from;
    if (this.#to === undefined || to > this.#to) this.#to = to;
  }

  #keepExamples(places: readonly MalformedPlace[]): void {
    this.#examples = [...this.#examples, ...places]
      .sort((a, b) => a.file - b.file || a.position - b.position)
      .slice(0, MOST_EXAMPLES);
  }
}
