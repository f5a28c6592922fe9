/**
 * Where recordings lie, as two sides see it. A `Storage` is a plug: a kind of place, known by the scheme of its
 * addresses, with an `index.ts` in its folder and a line in `registry.ts`. `RecordingStorage` is what the program that
 * asks brings along: a command its working directory, the App its folders and its cache.
 */
import type { RecordingError } from '../../errors.ts';

export interface Storage {
  /** Of its addresses, in lower case: `s3`. Empty: paths. */
  readonly scheme: string;
  /** How its addresses look, for messages: `s3://…`. */
  readonly address: string;
  /** Another storage reads the same files more safely, so messages that say where recordings may lie leave this one out. */
  readonly hasSafer?: true;
  /** What it holds, in a sentence for the documentation. */
  readonly about: string;
  /** Whether what it holds lies on this machine, or has to be fetched. */
  readonly where: 'here' | 'elsewhere';
  /**
   * Lists what the question's files are, in any order. The question is answered, not judged: an empty answer is one, too.
   * Throws a RecordingError for an address that is none, and where the place can't be asked.
   */
  list(question: Question): Promise<Listing>;
}

export interface Question {
  /** An address or a path, with wildcards, as weir.yml has it. */
  readonly files: string;
  readonly storage: RecordingStorage;
  /** An error at `files` in weir.yml. */
  fail(message: string, expected: string): RecordingError;
}

export interface Listing {
  readonly found: readonly Stored[];
  /**
   * Names of what else lies there, to find the nearest of one that does not; of a question that names a folder, what is in it.
   */
  readonly candidates: readonly string[];
}

/** A file by the name that messages give it: its path, or its address without wildcards. */
export type Stored = Lying | Remote;

export interface Lying {
  readonly name: string;
  /** Where to read it. May take its time: git has to give it. */
  path(): Promise<string>;
}

export interface Remote {
  readonly name: string;
  /** What tells its content from any other under that name: an ETag, a version. */
  readonly version: string;
  /** The version is another one whenever a byte is; elsewhere it may go by times. */
  readonly isExact?: boolean;
  /** Bytes. */
  readonly size: number;
  /**
   * Writes it to a file that is not there yet, or holds a beginning of this version, behind which it goes on. What is there
   * when this throws is such a beginning. Throws a RecordingError.
   */
  fetch(file: string, watch?: FetchWatch): Promise<void>;
}

/** Who looks on while a file is written, byte after byte. */
export interface FetchWatch {
  /** Hears how many bytes of it, from the first on, are there; at the start, and after each step. */
  readonly written?: (bytes: number) => void;
  /** Nobody wants it any more: its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** Where tracked files come from: git at base, or anything else that can list paths and lay one on local disk. */
export interface TrackedFiles {
  /** Paths with `/` between folders. */
  list(): Promise<readonly string[]>;
  localPath(path: string): Promise<string>;
}

export interface RecordingStorage {
  readonly tracked: TrackedFiles;
  /** The working directory, in which untracked recordings lie; undefined where there is none. */
  readonly directory?: string;
  /** Paths in the working directory that are not to be read from there: what a pull request brings may not judge it. */
  readonly excluded?: ReadonlySet<string>;
  /** Folders and addresses that recordings outside of the repository may lie below; undefined: anywhere, since whoever asks may read them anyway. */
  readonly outside?: readonly string[];
  /** What tells the content at this local path from any other. */
  identity?(path: string): Promise<string>;
  /** The same beyond doubt, of files that nobody can write to meanwhile; undefined where only their bytes tell. */
  version?(path: string): string | undefined;
  /** Lays what is fetched, or made of recordings, on local disk, where it stays for as long as it is replayed. */
  keep(content: Content): Promise<string>;
  /**
   * The same path, told before its content is there; `arrivalOf` says of it how much is. Only where whoever asks can go by
   * that: undefined elsewhere.
   */
  arrive?(content: Sized): Promise<string>;
}

/** Content whose size is known before. */
export type Sized = Content & { readonly size: number };

/** What a cache holds. */
export interface Content {
  /** Tells it from any other content; letters and digits. */
  readonly id: string;
  /** The file's own name, which stays, since formats are told by its extension. */
  readonly name: string;
  /** Bytes; undefined where that is seen when it is there. */
  readonly size?: number;
  /** Whether `write` also takes a file that holds a beginning of it, and leaves one where it throws. */
  readonly goesOn?: boolean;
  /** Writes it to a file that is not there yet. What is there when this throws is not kept, unless it goes on. */
  write(file: string, watch?: FetchWatch): Promise<void>;
}
