/** Holds the documentation to the program: links, keys, measures, options, dependencies, examples. */

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { engines } from '../src/artifacts/registry.ts';
import { parseConfig } from '../src/config/load.ts';
import type { Measure } from '../src/measures/measure.ts';
import { outputMeasures, pipelineMeasures } from '../src/measures/rows.ts';
import { envelopes } from '../src/recordings/envelopes/registry.ts';
import { formats } from '../src/recordings/formats/registry.ts';
import { storages } from '../src/recordings/storage/registry.ts';

const ROOT = join(import.meta.dirname, '..');
const pages = globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md'], { cwd: ROOT }).sort();

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('every link within the repository leads somewhere', () => {
    const broken = linksOf(text).filter((link) => !leadsSomewhere(page, link));
    expect(broken).toEqual([]);
  });

  test('every weir.yml in it is valid, and so are steps that stand alone', () => {
    for (const yaml of blocksOf(text, 'yaml').flatMap((block) => wholeOf(block) ?? [])) {
      expect(() => parseConfig(yaml, page), yaml).not.toThrow();
    }
  });

  test('no table has two rows for one key', () => {
    const twice = text.split(/\n(?!\|)/).flatMap((part) => {
      const keys = part.split('\n').flatMap((line) => /^\| (`[^|]*?) *\|/.exec(line)?.[1] ?? []);
      return keys.filter((key, index) => keys.indexOf(key) < index);
    });
    expect(twice).toEqual([]);
  });
});

test('docs/config.md names every key of weir.yml', () => {
  const documented = read('docs/config.md');
  expect(keysOf(JSON.parse(read('schemas/weir.schema.json'))).filter((key) => !mentions(documented, key))).toEqual([]);
});

test('docs/measures.md names every measure', () => {
  const documented = read('docs/measures.md');
  const forms = [...outputMeasures, ...pipelineMeasures].map(({ form }) => form);
  expect(forms.filter((form) => !mentions(documented, form))).toEqual([]);
});

describe('the tables of docs/measures.md', () => {
  const page = read('docs/measures.md');
  const [ofPipeline = '', ofOutput = '', ofLimit = ''] = [
    '## Measures of a pipeline',
    '## Measures of an output',
    '### What a limit on each of them is about',
  ].map((heading) => page.split(`${heading}\n`)[1]?.split(/^#/m)[0] ?? '');
  const units = { share: () => 'share', ratio: () => 'ratio', number: () => "the output's", distance: rangeOf };
  const about = { absolute: 'size', loss: 'loss', error: 'rise' };
  const certifying = {
    replayed: 'were replayed',
    readable: 'could be read',
    paired: 'have a value on both sides',
    numbers: 'have a number, on the side with fewer',
    labelled: 'have a label',
    class: 'have that label',
  };
  const early = { anytime: 'yes', asymptotic: 'no, shown', none: 'no' };

  function rangeOf({ max }: Measure): string {
    return max === undefined ? '≥ 0' : `0 to ${max}`;
  }

  test('give every measure its unit, and those of outputs their kinds', () => {
    const kindsOf = ({ kinds, needsLabels }: Measure): string =>
      (kinds.length === 5 ? 'every' : kinds.join(', ')) + (needsLabels ? ', with labels' : '');
    expect(rowsOf(ofPipeline).map(([name, , unit]) => [name, unit])).toEqual(
      pipelineMeasures.map((measure) => [measure.form, units[measure.unit](measure)]),
    );
    expect(rowsOf(ofOutput).map(([name, kinds, , unit]) => [name, kinds, unit])).toEqual(
      byName(
        outputMeasures.map((measure) => [measure.form, kindsOf(measure), units[measure.unit](measure)]),
        ofOutput,
      ),
    );
  });

  test('say what a limit on every measure is about', () => {
    const yes = (is: boolean): string => (is ? 'yes' : '');
    const said = [...pipelineMeasures, ...outputMeasures].map((measure) => [
      measure.form,
      yes(measure.signed),
      about[measure.direction],
      certifying[measure.records],
      early[measure.early],
      yes(measure.countsRecords),
      measure.byDefault ?? '',
    ]);
    expect(rowsOf(ofLimit)).toEqual(byName(said, ofLimit));
  });

  /** In the order in which the page has them, which need not be that of the program; what it lacks comes last. */
  function byName(rows: string[][], table: string): string[][] {
    const order = rowsOf(table).map(([name]) => name);
    const place = ([name]: string[]): number => (order.includes(name) ? order.indexOf(name) : order.length);
    return rows.toSorted((a, b) => place(a) - place(b));
  }
});

test('docs/measures-in-words.md has a heading for every measure', () => {
  const headings = [...read('docs/measures-in-words.md').matchAll(/^## (.*)$/gm)].flatMap(([, names = '']) =>
    names.split(', '),
  );
  expect([...outputMeasures, ...pipelineMeasures].map(({ id }) => id).filter((id) => !headings.includes(id))).toEqual(
    [],
  );
});

test('docs/report.md names every field of the report’s upper levels', () => {
  const documented = read('docs/report.md');
  const schema = JSON.parse(read('schemas/report.schema.json'));
  const parts = [schema, ...['edit', 'pipeline', 'output', 'measure'].map((name) => schema.$defs[name])];
  const fields = parts.flatMap((part) => Object.keys(part.properties));
  expect(fields.filter((field) => !mentions(documented, field))).toEqual([]);
});

test('docs/engines.md names every engine', () => {
  const documented = read('docs/engines.md');
  expect(engines.map(({ id }) => id).filter((id) => !mentions(documented, id))).toEqual([]);
});

test('docs/recordings.md has a row for every format with its endings, for every envelope with its parts, for every storage', () => {
  const page = read('docs/recordings.md');
  const rows = (heading: string) => firstTableOf(page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '');
  const endings = formats.map(({ id, extensions }) => [`\`${id}\``, extensions.map((one) => `\`.${one}\``).join(', ')]);
  expect(rows('Formats').map(([id, extensions]) => [id, extensions])).toEqual(endings);
  const parts = envelopes.map(({ id, about, parts }) => [
    `\`${id}\``,
    about,
    Object.keys(parts)
      .map((part) => `\`${part}\``)
      .join(' '),
  ]);
  expect(rows('Envelopes').map(([id, about, , parts]) => [id, about, parts])).toEqual(parts);
  const places = storages.map(({ address, about }) => [`\`${address}\``, about]);
  expect(rows('Where the files are')).toEqual(places);
});

test('docs/dependencies.md has a line for every dependency and for nothing else', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const listed = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
});

test('every version of a package that a page installs is the one that package.json pins', () => {
  const { version, peerDependencies, devDependencies } = JSON.parse(read('package.json'));
  const pins = new Map<string, string>([...Object.entries<string>(devDependencies), ['weir-bot', version]]);
  const named = pages
    .flatMap((page) => [...read(page).matchAll(/(?<=[ =])((?:@[\w-]+\/)?[\w-]+)@(\d[\w.-]*\w)/g)])
    .map(([, name = '', version]) => ({ name, version }))
    .filter(({ name }) => pins.has(name));
  expect(named.filter(({ name, version }) => pins.get(name) !== version)).toEqual([]);
  expect([...new Set(named.map(({ name }) => name))]).toEqual(expect.arrayContaining(Object.keys(peerDependencies)));
});

test.each(['check', 'trace', 'validate', 'init', 'import', 'eval'])(
  'docs/cli.md has every option of weir %s as --help writes it',
  (command) => {
    const help = execFileSync(process.execPath, [join(ROOT, 'src/cli/main.ts'), command, '--help'], {
      encoding: 'utf8',
    });
    const options = [...help.matchAll(/^ {2}(--\S+(?: <\w+>)?)/gm)].map(([, option]) => option ?? '');
    const section = read('docs/cli.md')
      .split(/^## /m)
      .find((part) => part.startsWith(`\`weir ${command}\``));
    expect(options.length).toBeGreaterThan(1);
    expect(options.filter((option) => !mentions(section ?? '', option))).toEqual([]);
  },
);

describe('a session in docs/cli.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weir-docs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ['rules', 'config']) {
    cpSync(join(ROOT, 'examples/flights', part), join(folder, part), { recursive: true });
  }
  const booking = (required: string): string => `{ "type": "object",
  "properties": { "delay": { "type": "integer", "minimum": 0 }, "origin": { "type": "string" } },
  "required": [${required}] }
`;
  writeFileSync(join(folder, 'booking.v1.json'), booking('"delay"'));
  writeFileSync(join(folder, 'booking.v2.json'), booking('"delay", "origin"'));
  const messages = Array.from({ length: 1000 }, (_, index) => ({ delay: index, ...(index > 2 && { origin: 'JFK' }) }));
  writeFileSync(join(folder, 'bookings.jsonl'), messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
  const sessions = blocksOf(read('docs/cli.md'), 'console').map((block) => /^\$ ([^\n]*)\n(.*)$/s.exec(block) ?? []);

  test.each(sessions.map(([, command = '', printed = '']) => [command, printed]))('%s', (command, printed) => {
    const script = `weir() { "$NODE" "$MAIN" "$@"; }\n${command}`;
    const env = { ...process.env, NODE: process.execPath, MAIN: join(ROOT, 'src/cli/main.ts') };
    expect(spawnSync('sh', ['-c', script], { cwd: folder, env, encoding: 'utf8' }).stdout).toBe(printed);
  });

  test('is there for weir diff and weir eval', () => {
    expect(sessions.length).toBeGreaterThan(2);
  });
});

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Cells of the first table, without its head. */
function firstTableOf(text: string): string[][] {
  const [table = ''] = /^\|.*\|$(?:\n^\|.*\|$)*/m.exec(text) ?? [];
  return table
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .slice(1, -1)
        .split(' | ')
        .map((cell) => cell.trim()),
    );
}

function mentions(text: string, name: string): boolean {
  return text.includes(`\`${name}\``);
}

/** Without the indentation that a block has within a list. */
function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(/^( *)```(\w+)\n(.*?)^\1```$/gms)].flatMap(([, indent = '', found, block = '']) =>
    found === language ? [block.replaceAll(new RegExp(`^${indent}`, 'gm'), '')] : [],
  );
}

/** The weir.yml that a block is, or is the steps or a pipeline's end of; undefined for what is another file. */
function wholeOf(block: string): string | undefined {
  if (block.startsWith('version: 1\n')) return block;
  const steps = /^- (?:\{ )?(?:rules|schema|model): /.test(block) ? `steps:\n${block}` : block;
  // `each` asks files of the repository, which a page has not.
  if (!steps.startsWith('steps:') || steps.includes('each:')) return undefined;
  const outputs = /^outputs:/m.test(steps) ? '' : 'outputs: { decision: { at: /decision, kind: category } }\n';
  const pipeline = `recording: traffic\nowners: ["@acme/risk"]\n${outputs}${steps}`.replaceAll(/^/gm, '    ');
  return `version: 1\nrecordings: { traffic: { files: traffic/*.jsonl } }\npipelines:\n  decision:\n${pipeline}`;
}

/** Targets of links and images outside of code, those to other sites left out. */
function linksOf(text: string): string[] {
  const prose = text.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) =>
    target === undefined || /^[a-z]+:/.test(target) ? [] : [target],
  );
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return false;
  return anchor === undefined || anchorsOf(read(target)).includes(anchor);
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** Cells of a table, a row for each of the names in the first cell. */
function rowsOf(markdown: string): string[][] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('| `'));
  return lines.flatMap((line) => {
    const [names = '', ...cells] = line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim());
    return [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => [name, ...cells]);
  });
}

/** Names of members that a schema declares, wherever they stand; not those that users choose. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, inner]) => {
    if (keyword === 'examples') return [];
    const own = keyword === 'properties' ? Object.keys(inner) : [];
    return [...own, ...(keyword === 'properties' ? Object.values(inner).flatMap(keysOf) : keysOf(inner))];
  });
}
