/**
 * What a rule gets to see of a document: an object with the members that it can read, and no others. To copy each record
 * with all of its members would take longer than most rules do.
 *
 * Code is made for the names, as the libraries make it of rules and schemas: read by a list of names, the same takes five
 * times as long. It runs where rules do, in a replay process that is locked in.
 */
import { holdsBigint } from '../../document/doubles.ts';

export interface Sight {
  /** `params`, where there are any, stand for the member of that name. */
  readonly see: (document: Members, params: unknown) => Members;
  /** Whether a bigint is in what `see` gave. */
  readonly holdsBigint: (seen: Members) => boolean;
}

export type Members = Readonly<Record<string, unknown>>;

/** Objects with more members than that are slow in any case. */
const MOST_NAMES = 100;
/** And so is code that follows more paths. */
const MOST_PATHS = 300;

/**
 * Undefined for what no list of names stands for, and for names that mean something else in code than in data.
 * @param paths where in them something is read; all of what stands there counts
 */
export function compileSight(
  names: readonly string[] | undefined,
  paths: readonly (readonly string[])[] = (names ?? []).map((name) => [name]),
): Sight | undefined {
  if (!names || names.length > MOST_NAMES || names.some((name) => name in Object.prototype)) return undefined;
  const members = names.map((name) => `${literal(name)}: ${read(name)}`);
  const see = new Function('document', 'params', `return { ${members.join(', ')} }`) as Sight['see'];
  const areFlat = compileFlatness(paths.filter(([name]) => name !== PARAMS));
  /** Params that were looked through: all records of a side have the same. */
  let known: unknown;
  return {
    see,
    holdsBigint(seen) {
      const params = seen[PARAMS];
      if (params === known && areFlat(seen)) return false;
      if (holdsBigint(seen)) return true;
      known = params;
      return false;
    },
  };
}

const PARAMS = 'params';

/** JSON is JavaScript. */
function literal(name: string): string {
  return JSON.stringify(name);
}

function read(name: string): string {
  const member = `document[${literal(name)}]`;
  return name === PARAMS ? `params === undefined ? ${member} : params` : member;
}

/** Whether no bigint stands at any of the places, nor anything that could hold one; false where there are too many to ask. */
export function compileFlatness(paths: readonly (readonly string[])[]): (data: Members) => boolean {
  if (paths.length > MOST_PATHS) return () => false;
  const tests = paths.map(([name = '', ...others]) => {
    const place = `data[${literal(name)}]${others.map((other) => `?.[${literal(other)}]`).join('')}`;
    return `(typeof (found = ${place}) !== 'object' || found === null) && typeof found !== 'bigint'`;
  });
  return new Function('data', `let found; return ${['true', ...tests].join(' && ')}`) as (data: Members) => boolean;
}
