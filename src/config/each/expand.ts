/**
 * A step with `each` stands for one step for every named rule of a file, with an output and a limit of its own. It is written
 * out here before weir.yml is checked, so that everything else sees plain steps.
 */
import { pointerTokens, toPointer } from '../../document/pointer.ts';
import type { Source } from '../../document/source.ts';
import { defaultsOf } from '../../measures/defaults.ts';
import { outputMeasures } from '../../measures/rows.ts';
import { member, members } from '../loose.ts';
import type { EachNames } from './names.ts';
import { type WrittenOut, writeOut } from './write-out.ts';

/** The same weir.yml with those steps written out; places of what was added are those of what it comes from. */
export function expandEach(source: Source, names: EachNames): Source {
  if (names.size === 0) return source;
  const origins = new Map<string, readonly number[]>();
  const pipelines = members(member(source.value, 'pipelines')).map(([name, pipeline]): [string, unknown] => {
    const written = writeOut(pipeline, names);
    if (written.every(({ parts }) => parts === undefined)) return [name, pipeline];
    origins.set(
      name,
      written.flatMap(({ parts }, index) => (parts ?? [0]).map(() => index)),
    );
    return [name, expandPipeline(pipeline, written)];
  });
  if (origins.size === 0) return source;
  const value = { ...Object.fromEntries(members(source.value)), pipelines: Object.fromEntries(pipelines) };
  const place = (pointer: string) => origin(pointer, origins);
  return {
    ...source,
    value,
    range: (pointer) => source.range(place(pointer)),
    keyRange: (pointer) => source.keyRange(place(pointer)),
    valueRange: (pointer) => source.valueRange(place(pointer)),
  };
}

function expandPipeline(pipeline: unknown, written: readonly WrittenOut[]): unknown {
  const parts = written.flatMap((step) => step.parts ?? []);
  const own = Object.fromEntries(members(member(pipeline, 'outputs')));
  const outputs = {
    ...Object.fromEntries(parts.map(({ name, into }) => [name, { at: into, kind: 'category' }])),
    ...own,
  };
  const limits = members(member(pipeline, 'limits'));
  const isLimited = (name: string) => limits.some(([key]) => key.startsWith(`${name}.`));
  const added = parts
    .filter(({ name }) => !isLimited(name))
    .flatMap(({ name }) => defaultsOf(outputMeasures, `${name}.`));
  return {
    ...Object.fromEntries(members(pipeline)),
    steps: written.flatMap(({ step, parts: own }) => own?.map((part) => part.step) ?? [step]),
    outputs,
    // Without any limit all of them are defaults, and the report says so.
    ...(limits.length > 0 && { limits: Object.fromEntries([...limits, ...added]) }),
  };
}

/** `/pipelines/fraud/steps/7/into` → the step of the text that the seventh comes from. */
function origin(pointer: string, origins: ReadonlyMap<string, readonly number[]>): string {
  const [first, name = '', part, index, ...rest] = pointerTokens(pointer);
  const from = first === 'pipelines' && part === 'steps' ? origins.get(name)?.[Number(index)] : undefined;
  return from === undefined ? pointer : toPointer(['pipelines', name, 'steps', from, ...rest]);
}
