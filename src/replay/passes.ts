/**
 * What a replay process can do with a shard beside the ordinary replay: a line for each kind of pass. A pass is plain
 * data when it is asked for, is made ready once in each process, and leaves plain parts behind that add up in any order.
 * The pool watches over it as over a replay: it announces every stage that it enters and leaves out what is excluded.
 */
import type { Shard, ShardKinds } from '../recordings/reader.ts';
import type { Wanted } from '../recordings/screen/wanted.ts';
import type { AcrossParts, AcrossPass } from './across/pass.ts';
import type { AttributionParts, AttributionPass } from './attribution/pass.ts';
import type { ProbeParts, ProbePass } from './attribution/probe.ts';
import type { Compiling, Runnable } from './compile.ts';
import type { EvaluateParts, EvaluatePass } from './evaluate/pass.ts';
import type { ExamplesParts, ExamplesPass } from './examples/pass.ts';
import type { HitsParts, HitsPass } from './hits/pass.ts';
import type { Look } from './look/looking.ts';
import type { NoiseParts, NoisePass } from './noise/pass.ts';
import type { Window } from './order.ts';
import type { ShardObserver } from './records.ts';
import type { SlicesParts, SlicesPass, SurveyParts, SurveyPass } from './slices/pass.ts';
import type { TraceParts, TracePass } from './trace/pass.ts';

/** Told apart by `kind`. A process makes an `id` ready once for each plan, whatever it is then told of it. */
export type Pass =
  | ProbePass
  | AttributionPass
  | SurveyPass
  | SlicesPass
  | ExamplesPass
  | TracePass
  | EvaluatePass
  | HitsPass
  | NoisePass
  | AcrossPass;

/** Told apart by `kind`, as the passes that they are from. */
export type PassParts =
  | ProbeParts
  | AttributionParts
  | SurveyParts
  | SlicesParts
  | ExamplesParts
  | TraceParts
  | EvaluateParts
  | HitsParts
  | NoiseParts
  | AcrossParts
  | CandidatesParts
  | ReadsParts
  | LaidParts
  | Look;

/** What a process answers that is asked for documents that may tell two versions apart. */
export interface CandidatesParts {
  readonly kind: 'candidates';
  readonly documents: readonly unknown[];
}

/** What a process answers that is asked which places of a record a plan reads. */
export interface ReadsParts {
  readonly kind: 'reads';
  /** Undefined: all. */
  readonly wanted: readonly Wanted[] | undefined;
}

/** What a process answers that is asked to lay down kinds of records. */
export interface LaidParts {
  readonly kind: 'laid';
  readonly isWorth: boolean;
  /** Reading takes more memory than processes beside each other have. */
  readonly isCrowded?: boolean;
  /** Of all shards since the last time, where it is asked for them. */
  readonly kinds?: ShardKinds;
}

export type ReadyPass = (shard: Shard, window: Window, observer: ShardObserver) => Promise<PassParts>;

/**
 * Throws ArtifactError where something does not compile that should. Each kind is loaded when it is asked for, since most
 * processes do no more than the ordinary replay.
 */
export async function preparePass(pass: Pass, runnable: Runnable, compiling: Compiling): Promise<ReadyPass> {
  switch (pass.kind) {
    case 'probe': {
      const { prepareProbe } = await import('./attribution/probe.ts');
      return prepareProbe(pass, runnable, compiling);
    }
    case 'attribution': {
      const { prepareAttribution } = await import('./attribution/shard.ts');
      return prepareAttribution(pass, runnable, compiling);
    }
    case 'survey': {
      const { survey } = await import('./slices/pass.ts');
      return (shard, _window, observer) => survey(pass, runnable, shard, observer);
    }
    case 'slices': {
      const { countSlices } = await import('./slices/pass.ts');
      return (shard, window, observer) => countSlices(pass, runnable, shard, window, observer);
    }
    case 'examples': {
      const { findExamples } = await import('./examples/pass.ts');
      return (shard, window, observer) => findExamples(pass, runnable, shard, window, observer);
    }
    case 'trace': {
      const { traceShard } = await import('./trace/pass.ts');
      return (shard, _window, observer) => traceShard(pass, runnable, shard, observer);
    }
    case 'evaluate': {
      const { evaluateShard } = await import('./evaluate/pass.ts');
      return (shard, _window, observer) => evaluateShard(runnable, shard, observer);
    }
    case 'across': {
      const { takeKeys } = await import('./across/pass.ts');
      return (shard, _window, observer) => takeKeys(pass, runnable, shard, observer);
    }
    case 'noise': {
      const { prepareNoise } = await import('./noise/shard.ts');
      return prepareNoise(pass, runnable, compiling);
    }
    case 'hits': {
      const { prepareHits } = await import('./hits/pass.ts');
      const count = await prepareHits(pass, runnable, compiling);
      return (shard, _window, observer) => count(shard, observer);
    }
    default:
      return pass satisfies never;
  }
}
