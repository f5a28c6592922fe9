/** Makes a stage of a template in Liquid, with the library's own bounds on time and memory and no other files. */
import { Liquid } from 'liquidjs';
import { textIn } from '../../content.ts';
import type { Artifact, Stage } from '../../engine.ts';
import { processorTime } from '../../processor-time.ts';
import { mistakeAt } from '../template/mistake.ts';
import { MOST_CHARACTERS, type Rendering, templateStage } from '../template/stage.ts';
import { pathsIn } from './reads.ts';

/** Milliseconds of processor time for one rendering. */
const MOST_TIME = 1000;
const TOO_SLOW = 'template render limit exceeded';

export async function compile(artifact: Artifact): Promise<Stage> {
  const { render, reads } = compileTemplate(textIn(artifact, artifact.path), artifact.path);
  return templateStage(artifact, render, { explain, reads });
}

interface Compiled {
  readonly render: Rendering;
  readonly reads: Stage['reads'] | undefined;
}

/** Throws ArtifactError. */
function compileTemplate(text: string, file: string): Compiled {
  const library = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    memoryLimit: 4 * MOST_CHARACTERS,
    // In memory, and none: a template includes no other file.
    templates: {},
    timezoneOffset: 0,
  });
  withoutClock(library);
  withoutChance(library);
  try {
    const parsed = library.parse(text);
    const render: Rendering = (variables) =>
      withinTime((renderLimit) => library.renderSync(parsed, variables, { renderLimit }));
    return { render, reads: pathsIn(text, parsed) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, line, column] = /line:(\d+), col:(\d+)/.exec(message) ?? [];
    const told = message.replace(/, line:\d+, col:\d+.*/s, '');
    throw mistakeAt(
      file,
      text,
      { line: Number(line ?? 1), column: Number(column ?? 1) },
      `no template in Liquid: ${told}`,
      error,
    );
  }
}

/**
 * Renders within the milliseconds that it is given, and again within more of them where they went by and others computed:
 * the library's limit goes by the clock, and an outcome must not depend on what else the machine does.
 */
function withinTime(render: (milliseconds: number) => string): string {
  for (let limit = MOST_TIME; ; limit *= 2) {
    const begun = processorTime();
    try {
      return render(limit);
    } catch (error) {
      const isSlow = error instanceof Error && error.message.includes(TOO_SLOW);
      if (!isSlow || processorTime() - begun > 0.9 * MOST_TIME) throw error;
    }
  }
}

/** A rendering must not depend on the hour. */
function withoutClock(library: Liquid): void {
  for (const name of ['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string']) {
    const filter = library.filters[name];
    if (typeof filter !== 'function') continue;
    library.registerFilter(name, function (value: unknown, ...rest: unknown[]) {
      if (value === 'now' || value === 'today') throw new Error('the hour');
      return filter.call(this, value, ...rest);
    });
  }
}

/** Nor on what is drawn. */
function withoutChance(library: Liquid): void {
  library.registerFilter('sample', () => {
    throw new Error('the draw');
  });
}

/** Messages of the library may hold values; where it broke, and that it took too much, do not. */
function explain(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const line = /line:(\d+)/.exec(error.message)?.[1];
  const place = line ? ` at line ${line}` : '';
  const limit = /(memory alloc|template render) limit exceeded/.exec(error.message);
  if (limit) return `the template takes too much ${limit[1] === 'memory alloc' ? 'memory' : 'time'}${place}`;
  if (error.message.startsWith('the hour')) return `the template asks for the hour, which a replay has not${place}`;
  if (error.message.startsWith('the draw')) return `the template draws by chance${place}`;
  return `the template broke${place}`;
}
