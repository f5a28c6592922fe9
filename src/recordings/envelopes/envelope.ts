/**
 * What an envelope is to everybody else: a plug. A format says how files are cut into raw records; an envelope says
 * where in these the parts of a recorded request are, and which raw records belong together. What comes out are native
 * records (`schemas/record.schema.json`). One is a folder with an `index.ts` and a line in `registry.ts`.
 */

import type { VerbatimPlace } from '../verbatim.ts';

/** The parts of a recorded request, as weir.yml and native records call them. */
export type Part = 'input' | 'output' | 'label' | 'id' | 'time' | 'weight' | 'value' | 'lacks';

/** Pointers to the parts that its records may have. */
export type PartPointers = { readonly input: string } & { readonly [part in Part]?: string };

export interface Envelope {
  /** As weir.yml names it in `format`. */
  readonly id: string;
  /** What it is, in a sentence that the published schema and the documentation share. */
  readonly about: string;
  /** Which format its files have where their name does not tell. */
  readonly container: Container;
  /** Where the records that come out hold their parts; weir.yml may name other places in them. */
  readonly parts: PartPointers;
  /** Keys of a recording in weir.yml that are this envelope's own: the JSON Schema of each. */
  readonly options: Readonly<Record<string, object>>;
  /** What a raw record holds. Without it, raw records are native ones, which costs nothing to read. */
  readonly open?: Open;
  /** Whether these raw records, the first of some file, are in it, for `weir init`. */
  recognise?(records: readonly unknown[]): boolean;
}

export interface Container {
  readonly otherwise: string;
  /** Where in a file that is one JSON object the list of its raw records is: members, outermost first. */
  readonly within?: readonly string[];
  /** Ending of files that are in no other envelope: `har`. */
  readonly extension?: string;
}

export interface Open {
  /**
   * `one`: each raw record holds one record, and `many`: any number of whole ones, so it is opened where it is read. `halves`:
   * it may hold one half of a record, so all files are opened and joined once, before one is cut.
   */
  readonly holds: 'one' | 'many' | 'halves';
  /** Members of a raw record that are looked at; others are not read where the format can leave them out. */
  readonly members?: readonly string[];
  /** Of `halves`: objects in a raw record that come into a half as they are, so that a `Verbatim` does as well. */
  readonly verbatim?: readonly VerbatimPlace[];
  /** In the order of the raw record. Never throws: what is unusable is an answer, without the record's content. */
  open(raw: unknown): Opened | readonly Opened[];
}

export type Opened =
  | { readonly is: 'record'; readonly record: NativeRecord }
  /** One of two raw records that share a key; together they are a record of both halves' parts. */
  | { readonly is: Half; readonly key: string; readonly record: Partial<NativeRecord> }
  /** One that is broken: its partner is then no record either, and both count as one. */
  | { readonly is: Half; readonly key: string; readonly why: string }
  | { readonly is: 'unusable'; readonly why: string };

export type Half = 'request' | 'response';

/** Where a raw record stood: the place of its file among the recording's, and its position in it. */
export interface Place {
  readonly source: number;
  readonly position: number;
}

/** A record as `schemas/record.schema.json` has it. */
export type NativeRecord = { readonly input: unknown } & { readonly [part in Part]?: unknown };
