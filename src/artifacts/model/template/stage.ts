/** Renders a template on each document and counts its tokens. */

import { isObject } from '../../../document/is-object.ts';
import { ArtifactError, ranOutOfStack } from '../../../errors.ts';
import type { Artifact, Beside, Document, Outcome, Stage } from '../../engine.ts';
import { tokenCounter } from './count.ts';
import { templateOptionsOf } from './options.ts';

/** By their names; without a prototype of which a template could read. */
export type Variables = Readonly<Record<string, unknown>>;

/** A template of some library that is ready to render. What it throws becomes a failed record. */
export type Rendering = (variables: Variables) => string;

/** Characters of one rendering; loops in loops can write a text that no memory holds. */
export const MOST_CHARACTERS = 4_000_000;

interface Beyond {
  /** Stands before every rendering and is no part of what is counted. */
  readonly before?: string;
  /** Why a rendering broke, without a value of the document. */
  readonly explain?: (error: unknown) => string | undefined;
  /** Paths into the variables that it reads at most; undefined where it may read any. */
  readonly reads?: Stage['reads'] | undefined;
}

export async function templateStage(
  artifact: Artifact,
  render: Rendering,
  { before = '', explain = () => undefined, reads }: Beyond = {},
): Promise<Stage> {
  const { encoding, price } = templateOptionsOf(artifact);
  if (price !== undefined && encoding === undefined) {
    const message = 'the step has a price and no vocabulary to count by';
    throw new ArtifactError([{ file: artifact.path, line: 1, column: 1, message, expected: 'encoding: o200k_base' }]);
  }
  const count = encoding && (await tokenCounter(encoding, artifact.path));

  function answer(document: Document, beside: Beside = {}): Outcome {
    try {
      const rendered = render(variablesOf(document, beside));
      if (rendered.length > MOST_CHARACTERS) return { outcome: 'failed', reason: TOO_LONG };
      const text = before + rendered;
      return { outcome: 'ok', value: count ? { text, ...costOf(count(rendered), price) } : text };
    } catch (error) {
      return { outcome: 'failed', reason: reasonOf(error, explain) };
    }
  }

  return { ...(reads && { reads }), run: (batch, beside) => batch.map((document) => answer(document, beside)) };
}

const TOO_LONG = `the rendering has more than ${MOST_CHARACTERS / 1_000_000} million characters`;

/** Members of the document, and the params beside them. */
function variablesOf(document: Document, { params }: Beside): Variables {
  const variables: Record<string, unknown> = new Bare();
  if (isObject(document)) Object.assign(variables, document);
  if (params !== undefined) variables.params = params;
  return variables;
}

/** Inherits no name. `Object.create(null)` does the same and makes a hash table, in which names are looked up slowly. */
const Bare = (() => {
  function Bare() {}
  Bare.prototype = Object.create(null);
  return Bare;
})() as unknown as new () => Record<string, unknown>;

function costOf(tokens: number, price: number | undefined) {
  return { tokens, ...(price !== undefined && { cost: (tokens * price) / 1_000_000 }) };
}

function reasonOf(error: unknown, explain: (error: unknown) => string | undefined): string {
  if (ranOutOfStack(error)) return 'the template, or what it renders, is nested too deeply';
  const known = explain(error);
  return known ?? `the template broke with ${error instanceof Error ? error.name : 'an error'}`;
}
