/** What the program and its replay processes say to each other. All of it is plain data. */
import type { Edit } from '../artifacts/engine.ts';
import type { Answer } from '../artifacts/outside.ts';
import type { Problem } from '../errors.ts';
import type { Shard } from '../recordings/reader.ts';
import type { Facts } from './across/fact.ts';
import type { Door } from './broker/door.ts';
import type { Candidate } from './compile.ts';
import type { PipelineParts } from './evidence/pipeline.ts';
import type { Laying } from './kept/laying.ts';
import type { Looking } from './look/looking.ts';
import type { Window } from './order.ts';
import type { Pass, PassParts } from './passes.ts';
import type { Plan } from './plan.ts';
import type { Side } from './track.ts';

/** A shard of one plan's recording to replay. */
export interface Task {
  readonly plan: number;
  readonly shard: Shard;
  readonly window: Window;
  /** Stop after so many records. */
  readonly most?: number;
  /** Other work than the ordinary replay. */
  readonly pass?: Pass;
}

/** A step that ended a process, on one record or, without a position, for good. */
export interface Exclusion {
  readonly plan: number;
  readonly step: number;
  readonly side: Side;
  /** Of a pass that runs other versions of the step than base's and head's. */
  readonly version?: number;
  readonly file?: number;
  readonly position?: number;
  readonly reason: string;
}

export type Request =
  /** Engines that plans to come may have, to be loaded by then. Never answered. */
  | { readonly type: 'expect'; readonly engines: readonly string[] }
  | { readonly type: 'plans'; readonly plans: readonly Plan[] }
  /** What is known of the recording that a plan replays; it holds for the tasks that follow. */
  | { readonly type: 'facts'; readonly plan: number; readonly facts: Facts }
  /** Answered with problems, or with what a probe that finds none leaves behind. */
  | { readonly type: 'compile'; readonly candidates: readonly Candidate[] }
  /** For documents by which the artifact of a plan may be told from that of another, of which it is an edit. */
  | { readonly type: 'candidates'; readonly plan: number; readonly against: number; readonly edit: Edit }
  /** Which places of a record one of the plans reads. */
  | { readonly type: 'reads'; readonly plan: number }
  /** To lay down the kinds of records of a shard, of the same file as the last one, or what it has of that. Nothing is compiled. */
  | { readonly type: 'lay'; readonly laying: Laying; readonly shard: Shard }
  | { readonly type: 'laid' }
  /** What files of a recording hold that nobody has looked at yet. Nothing is compiled. */
  | { readonly type: 'look'; readonly looking: Looking }
  | {
      readonly type: 'task';
      readonly task: Task;
      readonly exclusions: readonly Exclusion[];
      readonly singlyFrom?: number;
    }
  /** What a process has asked for, by its number. */
  | { readonly type: 'answers'; readonly id: number; readonly answers: readonly Answer[] }
  /** No other process has anything to do. */
  | { readonly type: 'go' }
  /** Nobody wants an answer any more. Answered with `ended`, and then the process may be killed. */
  | { readonly type: 'end' };

export type Reply =
  /** An engine gets to see an artifact; `size` in characters of all that it has to read. */
  | { readonly type: 'compiling'; readonly path: string; readonly side: Side; readonly size: number }
  /** A stage begins; the last `enter` before silence names who is to blame. */
  | {
      readonly type: 'enter';
      readonly step: number;
      readonly side: Side;
      readonly position: number;
      readonly version?: number;
    }
  /** Since the last one; `bytes` of the shard's file, where only those tell how much is still to come. */
  | { readonly type: 'left'; readonly records: number; readonly bytes?: number }
  /** These requests, please: a stage waits for the answers, and no budget runs meanwhile. */
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly door: Door;
      readonly requests: readonly string[];
      readonly again: boolean;
    }
  /** What is to be read next takes so much memory that no other process may read: it waits for `go`. */
  | { readonly type: 'alone' }
  | { readonly type: 'evidence'; readonly parts: PipelineParts }
  | { readonly type: 'passed'; readonly parts: PassParts }
  /** Something the user can mend; `error` is the name of its class. */
  | { readonly type: 'problems'; readonly error: string; readonly problems: readonly Problem[] }
  /** A bug. */
  | { readonly type: 'crash'; readonly message: string }
  /** Stages hold nothing any more. */
  | { readonly type: 'ended' };

/** A reply as it is sent. */
export type Said = Reply & {
  /** Processor time in milliseconds that the process had used by then. */
  readonly used: number;
};
