/**
 * What `src/artifacts/engine.ts` promises, as tests that every engine passes. A test that does not fit an engine is
 * skipped by its name with a written reason.
 */
import { describe, expect, test } from 'vitest';
import { assertSound } from '../../src/artifacts/assert-sound.ts';
import { type Content, toBytes } from '../../src/artifacts/content.ts';
import type { Artifact, CompileOptions, Engine, Options, Outcome, Stage } from '../../src/artifacts/engine.ts';
import { recognisers } from '../../src/artifacts/recognise.ts';
import { ArtifactError, WeirError } from '../../src/errors.ts';
import type { Wanted } from '../../src/recordings/screen/wanted.ts';
import { bounded } from '../../src/replay/stage.ts';
import { seededRandom } from '../random.ts';
import { changing } from '../replay/other-fields.ts';
import { runs } from '../runs.ts';

export interface Samples {
  /** File name endings decide how a text is parsed; `path` is the name that all samples get. */
  readonly path: string;
  readonly options?: CompileOptions;
  /** The engine's own keys of the step. */
  readonly own?: Options;
  readonly valid: Content;
  /** The same as `valid` for everybody but a text comparison. */
  readonly reformatted: readonly Content[];
  /** Differ from `valid`. */
  readonly changed: readonly Content[];
  /** Must not compile. */
  readonly invalid: readonly Content[];
  /** What the valid artifact is made for. */
  readonly documents: readonly unknown[];
}

const contract = {
  'the same batch twice gives the same outcomes': async (engine, samples) => {
    const { documents } = samples;
    const first = await (await compile(engine, samples)).run(documents);
    const second = await (await compile(engine, samples)).run(documents);

    expect(second).toEqual(first);
  },
  'there is an outcome for each document, in order': async (engine, samples) => {
    const { documents } = samples;
    const stage = await compile(engine, samples);

    const forwards = await stage.run(documents);
    const backwards = await stage.run(documents.toReversed());

    expect(forwards).toHaveLength(documents.length);
    expect(backwards.toReversed()).toEqual(forwards);
  },
  'an empty batch has no outcomes': async (engine, samples) => {
    expect(await (await compile(engine, samples)).run([])).toEqual([]);
  },
  'a document fares alone as it does among many': async (engine, samples) => {
    const documents = [...samples.documents, ...weird(), ...samples.documents];
    const stage = await compile(engine, samples);

    const together = await stage.run(documents);
    const alone = await Promise.all(documents.map((document) => stage.run([document])));

    expect(together).toEqual(alone.flat());
  },
  'no document makes it throw': async (engine, samples) => {
    const documents = weird();

    const outcomes = await (await compile(engine, samples)).run(documents);

    expect(outcomes).toHaveLength(documents.length);
    for (const outcome of outcomes) {
      expect(['ok', 'rejected', 'failed', 'unreplayable']).toContain(outcome.outcome);
      if (outcome.outcome !== 'ok') expect(outcome.reason).not.toBe('');
    }
  },
  'documents, and the params beside them, are never changed': async (engine, samples) => {
    const documents = [...samples.documents, ...weird()];
    const frozen = documents.map((document) => deepFreeze(structuredClone(document)));
    const params = deepFreeze({ min_delay: 120, tiers: [{ name: 'short' }] });

    await (await compile(engine, samples)).run(frozen, { params });

    expect(frozen).toEqual(documents);
    expect(params).toEqual({ min_delay: 120, tiers: [{ name: 'short' }] });
  },
  'what it does not say that it reads changes no outcome': async (engine, samples) => {
    const { reads, glances = [], run } = await compile(engine, samples);
    if (!reads) return;
    const wanted: Wanted[] = [{ path: [], sees: 'type' }, ...reads.map((path) => ({ path, sees: 'value' as const }))];
    const change = changing([...wanted, ...glances], seededRandom(1));
    // Of what a schema lets through, most is read by nobody.
    const seen = (outcome: Outcome) => (engine.kind === 'schema' && outcome.outcome === 'ok' ? 'ok' : outcome);
    for (const document of samples.documents) {
      const [outcome] = await run([document]);
      const others = await run(Array.from({ length: 20 }, () => change(document)));
      for (const other of others) expect(seen(other)).toEqual(outcome && seen(outcome));
    }
  },
  'what does not compile names file, line and column': async (engine, samples) => {
    for (const text of samples.invalid) {
      const error: unknown = await engine.compile(artifact(engine, samples, text)).catch((reason: unknown) => reason);

      expect(error, toText(text)).toBeInstanceOf(ArtifactError);
      for (const problem of (error as ArtifactError).problems) {
        expect(problem.file).toBe(samples.path);
        // Bytes have no lines.
        if (engine.content === 'bytes') continue;
        expect(problem.line).toBeGreaterThan(0);
        expect(problem.column).toBeGreaterThan(0);
      }
    }
  },
  'it recognises its own files': async (engine, samples) => {
    for (const content of [samples.valid, ...samples.reformatted]) {
      expect(engine.recognise?.({ path: samples.path, content }), toText(content)).toBe(true);
    }
  },
  'no engine of another language takes its files for its own': async (engine, samples) => {
    for (const content of [samples.valid, ...samples.reformatted]) {
      const takers = recognisers({ path: samples.path, content }).filter(({ name }) => name !== engine.name);
      expect(takers.map(({ id }) => id)).toEqual([]);
    }
  },
  'no file makes recognising throw, or is taken for one of its own where it is none': async (engine, { path }) => {
    const deep = `${'['.repeat(10_000)}1${']'.repeat(10_000)}`;
    for (const content of ['', ' \n', 'null', '[]', '{"a": [1,\n  }', deep, Uint8Array.of(0xff, 0xfe, 0x00)]) {
      expect(engine.recognise?.({ path, content }) ?? false).toBeTypeOf('boolean');
      expect(engine.recognise?.({ path: 'README.md', content }) ?? false).toBe(false);
      expect(engine.partsIn?.({ path, content }) ?? []).toEqual([]);
    }
  },
  'an artifact has no edits against itself': async (engine, samples) => {
    for (const text of [samples.valid, ...samples.changed]) expect(diff(engine, samples, text, text)).toEqual([]);
  },
  'nothing is wrong with what only a weir.yml of head names': async (engine, samples) => {
    for (const content of [samples.valid, ...samples.reformatted]) {
      await assertSound(artifact(engine, samples, content), engine);
    }
  },
  'formatting, comments and key order are no edits': async (engine, samples) => {
    for (const text of samples.reformatted) {
      expect(diff(engine, samples, samples.valid, text)).toEqual([]);
      expect(diff(engine, samples, text, samples.valid)).toEqual([]);
    }
  },
  'every edit has a place, a message and lines of the head file': async (engine, samples) => {
    for (const text of samples.changed) {
      for (const [base, head] of [
        [samples.valid, text],
        [text, samples.valid],
      ] as const) {
        const edits = diff(engine, samples, base, head);
        if (engine.changes) for (const { change } of edits) expect(engine.changes).toContain(change);

        expect(edits, toText(text)).not.toEqual([]);
        for (const edit of edits) {
          const [first, last] = edit.lines ?? [0, 0];
          expect(edit).toMatchObject({ artifact: samples.path, kind: engine.kind });
          expect(edit.engine).toBe(`${engine.id}@${engine.version}`);
          expect(edit.pointer ?? '').toMatch(/^(\/|$)/);
          expect(edit.message).not.toBe('');
          expect(edit.change).toMatch(/^[a-z-]+$/);
          expect(['breaking', 'risky', 'safe']).toContain(edit.compatibility);
          if (engine.content === 'bytes') continue;
          expect(first).toBeGreaterThanOrEqual(1);
          expect(last).toBeGreaterThanOrEqual(first);
          expect(last).toBeLessThanOrEqual(toText(head).split('\n').length);
        }
        if (engine.content === 'bytes') continue;
        const starts = edits.map((edit) => edit.lines?.[0] ?? 0);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      }
    }
  },
  'a side that does not parse is an error with its place': async (engine, samples) => {
    const broken = '{"a": [1,\n  }';
    for (const [base, head] of [
      [broken, samples.valid],
      [samples.valid, broken],
    ] as const) {
      expect(() => diff(engine, samples, base, head)).toThrow(ArtifactError);
      if (engine.content === 'text')
        expect(() => diff(engine, samples, base, head)).toThrow(/:\d+:\d+( \((base|head)\))?: /);
    }
  },
  'a file nested 10,000 deep is an error or an edit': async (engine, samples) => {
    const deep = `${'['.repeat(10_000)}1${']'.repeat(10_000)}`;
    try {
      expect(diff(engine, samples, samples.valid, deep).length).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(ArtifactError);
    }
  },
  'cut anywhere it is an error with its file, or another artifact': async (engine, samples) => {
    const whole = toBytes(samples.valid);
    for (let part = 0; part < CUTS; part += 1) {
      const bytes = whole.subarray(0, Math.floor((whole.length * part) / CUTS));
      const content = engine.content === 'bytes' ? bytes : Buffer.from(bytes).toString('utf8');
      await expectErrorOrStage(engine, samples, content);
    }
  },
  'of 10,000 levels, of bytes, of nothing but numbers or names it is an error with its file, or an artifact': async (
    engine,
    samples,
  ) => {
    const contents: Content[] = [
      ...['[', '{"a":', '(', '<a>', 'not '].map((opening) => opening.repeat(10_000)),
      // A parser that takes seconds for as many is ended by the budget of its process.
      '{{#a}}'.repeat(1000),
      `${'['.repeat(10_000)}1${']'.repeat(10_000)}`,
      `${'('.repeat(10_000)}1${')'.repeat(10_000)}`,
      ...['1e999', '-1e999', '9'.repeat(5000), '""', 'a'.repeat(1_000_000), 'null', '[[]]', '\u0000'],
    ];
    // Some of these take an engine a second; in the daily loop the first few do.
    for (const content of contents.slice(0, runs(contents.length))) await expectErrorOrStage(engine, samples, content);
    await expectErrorOrStage(engine, samples, Uint8Array.of(0xff, 0xfe, 0x00, 0x80));
  },
  'a document that no step is made for fails at most by itself': async (engine, samples) => {
    const [usual] = samples.documents;
    const stage = bounded(await compile(engine, samples));
    const [alone] = await stage.run([usual]);
    for (const document of nasty(usual)) {
      const outcomes = await stage.run([usual, document, usual]);
      expect([outcomes[0], outcomes.length, outcomes[2]]).toEqual([alone, 3, alone]);
    }
  },
} as const satisfies Record<string, (engine: Engine, samples: Samples) => Promise<void>>;

/** Runs the contract on one engine. `skips` gives for the name of a test the reason why it does not apply. */
export function describeEngine(
  engine: Engine,
  samples: Samples,
  skips: Partial<Record<keyof typeof contract, string>> = {},
): void {
  describe(`${engine.id} keeps the contract of engines`, () => {
    for (const [name, check] of Object.entries(contract)) {
      const reason = skips[name as keyof typeof contract];
      if (reason !== undefined) test.skip(`${name} (does not apply: ${reason})`);
      else test(name, () => check(engine, samples));
    }
  });
}

const CUTS = 12;

/** What is read of a file anywhere: errors are those that name it, and nothing of it makes a stage throw. */
async function expectErrorOrStage(engine: Engine, samples: Samples, content: Content): Promise<void> {
  const own = artifact(engine, samples, content);
  const name = Buffer.from(toBytes(content)).toString('latin1').slice(-40);
  const attempts: readonly (() => unknown)[] = [
    () => engine.compile(own, samples.options),
    () => engine.diff(artifact(engine, samples, samples.valid), own),
    () => engine.inspect?.(own),
    () => engine.warnings?.(own),
    () => engine.outline?.(own),
    () => engine.references(content, samples.path),
  ];
  for (const attempt of attempts) {
    const result: unknown = await Promise.resolve()
      .then(attempt)
      .catch((error: unknown) => error);
    if (result instanceof Error) expect(result, name).toBeInstanceOf(WeirError);
    if (result instanceof ArtifactError) for (const { file } of result.problems) expect(file, name).toBe(samples.path);
    if (!isStage(result)) continue;
    const documents = samples.documents.slice(0, 2);
    expect(await bounded(result).run(documents), name).toHaveLength(documents.length);
    await result[Symbol.asyncDispose]?.();
  }
}

function isStage(value: unknown): value is Stage {
  return typeof value === 'object' && value !== null && 'run' in value && typeof value.run === 'function';
}

/** Documents of wrong types and sizes, some of them where the usual one has something else. */
function nasty(usual: unknown): unknown[] {
  const deep: unknown = JSON.parse(`${'['.repeat(900)}1${']'.repeat(900)}`);
  const values = [
    deep,
    1e308,
    -0,
    10n ** 400n,
    'x'.repeat(100_000),
    '\ud800',
    '',
    [],
    {},
    null,
    true,
    [[1], 'a', null],
  ];
  const members = typeof usual === 'object' && usual !== null && !Array.isArray(usual) ? Object.keys(usual) : [];
  return values.flatMap((value) => [
    value,
    members.length > 0 && typeof usual === 'object'
      ? { ...usual, ...Object.fromEntries(members.map((member) => [member, value])) }
      : { a: value },
  ]);
}

function artifact(engine: Engine, { path, own }: Samples, content: Content): Artifact {
  const files = new Map([[path, engine.content === 'bytes' ? toBytes(content) : content]]);
  return { path, kind: engine.kind, files, ...(own && { options: own }) };
}

function toText(content: Content): string {
  return Buffer.from(content).toString();
}

function compile(engine: Engine, samples: Samples) {
  return engine.compile(artifact(engine, samples, samples.valid), samples.options);
}

function diff(engine: Engine, samples: Samples, base: Content, head: Content) {
  return engine.diff(artifact(engine, samples, base), artifact(engine, samples, head));
}

/** Documents that no pipeline expects and that any recording may hold. */
function weird(): unknown[] {
  let deep: unknown = 1;
  for (let depth = 0; depth < 500; depth++) deep = { delay: deep };
  return [
    null,
    true,
    0,
    -1e308,
    '',
    'text',
    [],
    [[[]]],
    {},
    { delay: {}, origin: [], distance: 'far', params: null, output: null },
    JSON.parse('{"__proto__": {"delay": 999}, "constructor": {"prototype": 1}, "length": -1}'),
    { delay: '\u0000\ud800', origin: 'x'.repeat(100_000) },
    Array.from({ length: 10_000 }, (_, index) => index),
    Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key${index}`, index])),
    deep,
  ];
}

function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
