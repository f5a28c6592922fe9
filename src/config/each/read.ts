/** Reads the files that steps with `each` name, for the names of the rules in them. */
import { pointerTokens } from '../../document/pointer.ts';
import { parseSource } from '../../document/source.ts';
import { ConfigError, WeirError } from '../../errors.ts';
import { items, member, members } from '../loose.ts';
import { type EachNames, keyOfEach } from './names.ts';

type Read = (path: string) => Promise<string | undefined>;

/** Reads the files of all steps with `each`; of a weir.yml or a file that does not parse, nothing: others complain of that. */
export async function readEach(weirYml: string, path: string, read: Read): Promise<EachNames> {
  const names = new Map<string, readonly string[]>();
  if (!/\beach\b/.test(weirYml)) return names;
  for (const step of quietly(() => eachSteps(parseSource(weirYml, path, ConfigError).value)) ?? []) {
    const text = await read(step.file).catch((error) => {
      if (error instanceof WeirError) return undefined;
      throw error;
    });
    const value =
      text === undefined ? undefined : quietly(() => parseSource(text, step.file, ConfigError, 'last-counts').value);
    names.set(keyOfEach(step.file, step.each), namesAt(value, step.each));
  }
  return names;
}

function eachSteps(weirYml: unknown): { file: string; each: string }[] {
  return members(member(weirYml, 'pipelines')).flatMap(([, pipeline]) =>
    items(member(pipeline, 'steps')).flatMap((step) => {
      const [file, each] = [member(step, 'rules'), member(step, 'each')];
      return typeof file === 'string' && typeof each === 'string' ? [{ file, each }] : [];
    }),
  );
}

/** Keys of the mapping at the star below which something stands. */
export function namesAt(value: unknown, each: string): string[] {
  const tokens = pointerTokens(each);
  const star = tokens.indexOf('*');
  if (!each.startsWith('/') || star === -1) return [];
  const inside = (from: unknown, path: readonly string[]) =>
    path.reduce<unknown>((at, token) => member(at, token), from);
  const named = members(inside(value, tokens.slice(0, star)));
  return named.filter(([, rule]) => inside(rule, tokens.slice(star + 1)) !== undefined).map(([key]) => key);
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof WeirError || error instanceof RangeError) return undefined;
    throw error;
  }
}
