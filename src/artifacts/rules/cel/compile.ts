/** Makes a stage of an expression in CEL. */
import type { ParseResult } from '@marcbachmann/cel-js';
import { placeAt } from '../../../document/place-at.ts';
import { ranOutOfStack } from '../../../errors.ts';
import { textIn } from '../../content.ts';
import type { Artifact, Document, Outcome, Stage } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { compileSight, type Members, type Sight } from '../sight.ts';
import { namesIn, readsIn } from './names.ts';
import { detailsOf, parse } from './parse.ts';
import { toJson, withInts } from './values.ts';

/** Throws ArtifactError where the expression does not parse, or can be of no type whatever the records hold. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const text = textIn(artifact, artifact.path);
  const expression = withinStack(artifact.path, () => parse(text, artifact.path));
  const sight = compileSight(namesIn(expression.ast));
  const see = seeing(sight, artifact.options?.integers === 'int');
  return {
    ...(sight && { reads: readsIn(expression.ast) }),
    run: (batch, { params } = {}) => batch.map((document) => evaluate(expression, text, see(document, params))),
  };
}

/** Members of the document are the variables, and the params one beside them. */
type See = (document: Document, params: unknown) => Members;

/** @param sight undefined where all members are variables */
function seeing(sight: Sight | undefined, asInts: boolean): See {
  const see: See = (document, params) => {
    const members = isMapping(document) ? document : {};
    if (sight) return sight.see(members, params);
    // Without a prototype, from which the library would take variables, too.
    return { __proto__: null, ...members, ...(params !== undefined && { params }) };
  };
  if (!asInts) return see;
  return (document, params) => Object.assign(Object.create(null), withInts(see(document, params)));
}

function isMapping(document: Document): document is Members {
  return typeof document === 'object' && document !== null && !Array.isArray(document);
}

function evaluate(expression: ParseResult, text: string, variables: Members): Outcome {
  try {
    return { outcome: 'ok', value: toJson(expression(variables)) };
  } catch (error) {
    return { outcome: 'failed', reason: explain(error, text) };
  }
}

/** The library's messages may hold what a record holds; its codes do not. */
function explain(error: unknown, text: string): string {
  if (ranOutOfStack(error)) return 'the expression, or what it works on, is nested too deeply';
  const { code, range } = detailsOf(error);
  if (code === undefined) return `the expression broke with ${error instanceof Error ? error.name : 'an error'}`;
  const place = range ? ` at line ${placeAt(text, range.start).line}` : '';
  return `the expression broke: ${code.replaceAll('_', ' ')}${nameAt(text, code, range?.start)}${place}`;
}

/** The variable or the path that is not there, as the expression spells it. */
function nameAt(text: string, code: string, start: number | undefined): string {
  if (start === undefined || !/^(unknown_variable|no_such_key)$/.test(code)) return '';
  const name = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*/.exec(text.slice(start, start + LONGEST_NAME))?.[0];
  return name === undefined ? '' : ` ${name}`;
}

const LONGEST_NAME = 80;
