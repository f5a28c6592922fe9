/**
 * What every adapter of a schema language, a rule engine or a model runtime must provide. `registry.ts` lists them,
 * and one contract suite (`test/artifacts/contract.ts`) holds all of them to what is said here.
 */
import type { Range } from '../document/source.ts';
import type { Problem } from '../errors.ts';
import type { Artifact, Options } from './artifact.ts';
import type { Content } from './content.ts';
import type { Language } from './language.ts';
import type { ArtifactKind, Manifest } from './manifest.ts';
import type { NamedContent } from './named-content.ts';
import type { Outline } from './outline.ts';
import type { Ask, OpenCarrier, Surroundings } from './outside.ts';

export type { Artifact, Options } from './artifact.ts';
export type { ArtifactKind } from './manifest.ts';

/** `breaking`: some consumer or producer must fail. `risky`: may change outputs. `safe`: can't. */
export type Compatibility = 'breaking' | 'risky' | 'safe';

/** Where an edit is, as far as its language can tell. */
export interface Place {
  /** The file that holds the change (a file that the artifact refers to, if it is there). */
  readonly artifact: string;
  /** JSON Pointer into the head file, where the language has pointers; for something removed, its place in the base file. */
  readonly pointer?: string;
  /** The same place in the base file, where that is another. */
  readonly basePointer?: string;
  /** First and last line of what it replaces in the base file, where no pointer leads there. */
  readonly baseLines?: readonly [number, number];
  /** First and last line in the head file, from 1, where it has lines; for something removed, those of what held it. */
  readonly lines?: readonly [number, number];
  /** In the language's own words, where it has no pointers: `row 3`, `node "score"`. */
  readonly selector?: string;
}

/** One atomic change inside an artifact. */
export interface Edit extends Place {
  readonly kind: ArtifactKind;
  /** Engine id with version: `json-logic-js@2.0.5`. */
  readonly engine: string;
  readonly compatibility: Compatibility;
  /** A short phrase: `180 became 120`, `property /currency is now required`. */
  readonly message: string;
  /** Kind of change as a stable name: `value-changed`, `property-removed`, `type-narrowed`. */
  readonly change: string;
  /** Schemas: does head newly accept or newly reject documents that base judged otherwise? */
  readonly accepts?: boolean;
  readonly rejects?: boolean;
  /** It only describes, as a title does: both versions do the same to every record. */
  readonly describes?: true;
  /** It is about what lies outside the records, such as another table, and a replay of them tells nothing of it. */
  readonly acrossRecords?: true;
  /** The commit of an earlier version that it breaks, where it is none against base. */
  readonly against?: string;
}

/** The JSON value that flows through the steps: parsed JSON, never mutated by a stage. */
export type Document = unknown;

/** What became of one document in one step. */
export type Outcome =
  /**
   * `value`: a schema's projected document; a rule's or model's result, not yet written into the document. It may share
   * parts with the document. Whoever runs the stage makes JSON of what is none, and bounds what is too much.
   */
  | { readonly outcome: 'ok'; readonly value: unknown }
  /** A schema said no. `reason` holds pointer and keyword, never a value: `/delay must be integer`. */
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** The step broke. `reason` holds no value of the record. */
  | { readonly outcome: 'failed'; readonly reason: string }
  /** The recording lacks what the step needs: `head requires /currency; the recording has no such field`. */
  | { readonly outcome: 'unreplayable'; readonly reason: string };

/** What a stage is given beside its documents: the same for a whole batch, and never in a document. */
export interface Beside {
  /** What the pipeline's params hold in this variant. Parsed JSON, never mutated by a stage. */
  readonly params?: unknown;
  /** Aborts when nobody wants the outcomes any more: of use to a stage that waits for others. */
  readonly signal?: AbortSignal;
}

/**
 * A place of which a stage sees no more than this. `type`: whether anything stands there, its JSON type, and of a number
 * whether it is whole. `names`: that, and of an object the names of its members.
 */
export interface Glance {
  readonly path: readonly string[];
  readonly sees: 'type' | 'names';
}

/**
 * What a schema asks of all records of a recording together. Only records that the stage accepts count, as it leaves them, so that
 * one which is refused is in nobody's way; texts are equal for equal keys.
 */
export interface AcrossRecords {
  /** The same in every version that asks the same: `unique (a, b)`. */
  readonly id: string;
  /** Why a record is refused; it holds no value. */
  readonly reason: string;
  /** Members of a record that its keys are made of, under whatever names it may have them. */
  readonly reads: readonly string[];
  /** The record's own key; undefined of a record without one, of which nothing is asked. */
  own(document: Document): string | undefined;
  /**
   * Where each own key has to be found among others: those that a record offers. Without it, no record may have the key of an
   * earlier one.
   */
  offered?(document: Document): string | undefined;
  /** The recording, as weir.yml calls it, whose records offer keys, each as it was recorded; its own where absent. */
  readonly from?: string;
  /** Members that keys are made of which another recording offers. */
  readonly offers?: readonly string[];
}

export interface Stage {
  /** Such records are refused by whoever runs the stage, once all of them were looked at. */
  readonly across?: readonly AcrossRecords[];
  /** Paths into the document that it reads at most, some more among them; absent where it may read any. */
  readonly reads?: readonly (readonly string[])[];
  /** Places of which it sees less than what stands there; of use beside `reads`, which need not list them. */
  readonly glances?: readonly Glance[];
  /** An outcome for each document, in order. A document that breaks the step is `failed`; it never throws. */
  run(batch: readonly Document[], beside?: Beside): readonly Outcome[] | Promise<readonly Outcome[]>;
  /**
   * Before the first batch, within the budget of compiling: what takes longer than looking at the artifact. Throws
   * ArtifactError.
   */
  warmUp?(): Promise<void>;
  /** Gives back what it holds, warm or not; a process that is killed does not come to it. */
  [Symbol.asyncDispose]?(): Promise<void>;
}

export interface CompileOptions {
  /**
   * Schemas on the head side: the version under which the traffic was recorded. The stage then also projects each
   * document to what a producer that follows the head version would send (docs/architecture.md, a schema language).
   */
  readonly recordedUnder?: Artifact;
  /** Both sides have this version, so only what keeps it from running matters; the rest is not this change's fault. */
  readonly unchanged?: boolean;
  /**
   * Production runs this version already, and the change may be what mends it: what is wrong with it is no error but is
   * read as lenient validators read it. `warnings` says the same with lines.
   */
  readonly inForce?: boolean;
  /** Both sides are this version, and it is looked at as strictly as one that is edited. */
  readonly same?: boolean;
  /** A few documents are all that it will see: what is made ready only because it pays over many is left out. */
  readonly brief?: boolean;
  /** Pointer that `model: recorded` reads, within the record `{ input, output, label, … }`. */
  readonly from?: string;
  /** Asks who answers outside the lock, for an engine that needs a child or hosts. */
  readonly ask?: Ask;
}

export interface Engine extends Manifest {
  /**
   * Which files of the repository belong to an artifact that is more than one file and what that refers to; its own file
   * first, where the path names one.
   */
  gather?(path: string, options: Options | undefined, paths: readonly string[]): readonly string[];
  /**
   * Whether a file is in this engine's language, by its name and what it holds, without looking at any other: for
   * `weir init`, and to name what changes and no pipeline reads. The content is text where it is UTF-8. Pure and quick,
   * since it is asked of files of a stranger: it generates no code, loads no library, and throws nothing.
   */
  recognise?(file: NamedContent): boolean;
  /** Pointers to artifacts that such a file holds without being one itself, where parts can be named; as `recognise`. */
  partsIn?(file: NamedContent): readonly string[];
  /**
   * Of a file that holds several of what an artifact is one of, such as tables: what a step says to name each. None where
   * there is but one. Throws ArtifactError.
   */
  choices?(artifact: Artifact): readonly Options[];
  /** What `weir init` matches with traffic. Runs nothing. Throws ArtifactError. Any traffic may do where it does not say. */
  outline?(artifact: Artifact): Promise<Outline>;
  /**
   * Paths (relative to the repository) of files that this one refers to, as far as its references are relative; throws
   * ArtifactError with a line.
   */
  references(content: Content, path: string): readonly string[];
  /**
   * Files that this one refers to by less than a path: for each reference the paths that it may mean, of which the first that
   * is there is taken. One that leads nowhere is for `sought` and for whoever compiles.
   */
  guesses?(content: Content, path: string): readonly (readonly string[])[];
  /**
   * Of an artifact that is a part of its file: what of the rest it depends on, as JSON, so that a change there is one of this
   * artifact. Undefined for nothing. Throws ArtifactError.
   */
  around?(artifact: Artifact): unknown;
  /** Addresses (URIs without a fragment) that are referred to and that none of the artifact's files answers. */
  sought?(artifact: Artifact): readonly string[];
  /** That a file which it was made of is gone is an edit: head's artifacts say so (`Artifact.gone`). */
  readonly mindsGone?: true;
  /** That a file may be run no more is an edit: head's artifacts say so (`Artifact.inert`). */
  readonly mindsModes?: true;
  /**
   * Addresses that files of base answer and files of head may not, as one that minds what is gone: other files of the
   * repository that answer them are not gone with them (`Artifact.beside`).
   */
  lost?(base: Artifact, head: Artifact): readonly string[];
  /** Endings of the files that may answer an address. */
  readonly referred?: readonly string[];
  /** Files that stand for addresses whatever they say of themselves, by what a step says. */
  copies?(options: Options | undefined): readonly (readonly [address: string, path: string])[];
  /** Whether a file is what an address names, by what it says of itself (`$id`). */
  answers?(content: Content, path: string, address: string): boolean;
  /** Pointer to who has sent a document, where its language knows of clients. */
  readonly client?: string;
  /** Schemas: whether its stage may say anything in `across`. Generates no code. Throws ArtifactError. */
  asksAcross?(artifact: Artifact): boolean;
  /** Loads what `compile` needs beside this module, for who knows that an artifact is about to come. */
  load?(): Promise<unknown>;
  /** Throws ArtifactError with file, line and column. Runs only inside a replay process. */
  compile(artifact: Artifact, options?: CompileOptions): Promise<Stage>;
  /**
   * Semantic difference: formatting, comments, key order and `1` for `1.0` are no edits. Pure, generates no code, may
   * run anywhere. Throws ArtifactError with file, line and column where a side does not parse. Sorted by file and line.
   */
  diff(base: Artifact, head: Artifact): Edit[];
  /** Every stable name that its edits may have, where it lists them: then a name that is none of them is a mistake. */
  readonly changes?: readonly string[];
  /**
   * Schemas: small documents, the smallest first, of which one may be accepted by one side of an edit and rejected by the other.
   * Made from the artifacts alone; whoever asks has them validated. Pure, generates no code. Throws ArtifactError.
   */
  candidates?(base: Artifact, head: Artifact, edit: Edit): readonly Document[];
  /**
   * Schemas: smaller versions of both, each pair with some of the edits, of whose documents the same holds as of the whole. For those who
   * ask about one edit at a time. As `candidates`.
   */
  excerpts?(base: Artifact, head: Artifact): readonly (readonly [base: Artifact, head: Artifact])[];
  /**
   * Looks at a file without generating code. Throws ArtifactError with file, line and column where it is none of this
   * engine's, as far as that can be told without running it. Returns why it is pointless, if it is: `holds no operator …`.
   */
  inspect?(artifact: Artifact): Promise<string | undefined>;
  /**
   * What is wrong with a version that `diff` reads past, and that nobody could compile: a reference that leads nowhere. Generates no
   * code. Throws ArtifactError.
   */
  mistakes?(artifact: Artifact): readonly Problem[];
  /**
   * What is read all the same though it may not mean what its author thinks, with lines. Generates no code, and runs no
   * pattern without a limit of time.
   * @param inForce as in CompileOptions: then also what would be an error otherwise
   */
  warnings?(artifact: Artifact, inForce?: boolean): readonly Problem[];
  /**
   * How its files are taken apart and put together, so that some edits can be applied without the others. An artifact of
   * an engine that doesn't say so is only ever applied as a whole.
   */
  readonly language?: Language;
  /**
   * Why nothing that a step asks for outside would be answered here, in words that say what to do; undefined where it may.
   */
  refused?(options: Options, surroundings: Surroundings, differs: boolean): string | undefined;
  /** The environment, or any, in which head has to be deployed before it can be replayed; undefined for none. */
  awaits?(options: Options): { readonly environment: string | undefined } | undefined;
  /**
   * Who answers outside the lock, for an engine that needs a child or hosts. Called by the broker, in the process that
   * started the replay: it compiles nothing, and what it needs is loaded there and then.
   */
  readonly open?: OpenCarrier;
  /** Which of its artifacts need nobody outside after all, by their paths; none where it does not say. */
  isInside?(path: string): boolean;
}

/** What a replay process needs of an engine. */
export type Compiler = Pick<Engine, 'needs' | 'open' | 'isInside' | 'load' | 'compile'>;

/** Lines of a range as an edit carries them. */
export function lines(range: Range): readonly [number, number] {
  return [range.line, range.endLine];
}
