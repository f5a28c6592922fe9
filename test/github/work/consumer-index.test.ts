/** What is asked of GitHub to know who reads whom, counted: 500 repositories, cold, and after pushes. */
import { expect, test } from 'vitest';
import type { InstalledRepository } from '../../../src/github/port/app.ts';
import { type Asking, createConsumerIndex, type Upstream } from '../../../src/github/work/consumer-index.ts';
import { isPlainlyHidden, shownTo } from '../../../src/github/work/shown-upstream.ts';

const SIGNAL = new AbortController().signal;
const UPSTREAM: Upstream = { id: 1, installation: 7, name: 'acme/events' };
const MADE = '2026-01-01T00:00:00Z';
const NOW = Date.parse('2026-11-30T12:00:00Z');

interface Made {
  readonly listed: InstalledRepository;
  text: string | undefined;
}

/**
 * GitHub as far as the index asks it. `files` counts requests for a file, `lists` those for a hundred repositories, `batches`
 * those for the file of a hundred, `names` those for whom a name leads to. Where `graphql` is false, these tell nothing.
 */
function github(made: Made[], { graphql = false, formerly = new Map<string, number>() } = {}) {
  const counts = { files: 0, lists: 0, batches: 0, names: 0 };
  const asking: Asking = {
    app: {
      async *repositories() {
        counts.lists += Math.ceil(made.length / 100);
        yield* made.map(({ listed }) => listed);
      },
      async files(_installation, _path, asked) {
        if (!graphql) return new Map();
        counts.batches += Math.ceil(asked.length / 100);
        const told = made.filter(
          ({ listed, text }) => asked.includes(listed) && text !== 'broken' && text !== 'refused',
        );
        return new Map(told.map(({ listed, text }) => [listed.id, text]));
      },
    },
    async open({ repo }) {
      const file = async () => {
        counts.files += 1;
        const text = made.find(({ listed }) => listed.repo === repo)?.text;
        if (text === 'broken') throw Object.assign(new Error('Server Error'), { status: 502 });
        if (text === 'refused') throw Object.assign(new Error('Not Found'), { status: 404 });
        return text === undefined ? undefined : Buffer.from(text);
      };
      const about = async () => {
        counts.names += 1;
        const id = formerly.get(repo);
        if (id === undefined) throw Object.assign(new Error('Not Found'), { status: 404 });
        return { id };
      };
      return { git: { file }, about } as unknown as Awaited<ReturnType<Asking['open']>>;
    },
  };
  return { counts, asking };
}

function make(id: number, text: string | undefined, more: Partial<InstalledRepository> = {}): Made {
  const about = {
    installation: 7,
    owner: 'acme',
    repo: `r${id}`,
    frozen: false,
    id,
    nodeId: `R_${id}`,
    defaultBranch: 'main',
  };
  return {
    listed: { ...about, visibility: 'private', createdAt: MADE, pushedAt: '2026-11-01T00:00:00Z', ...more },
    text,
  };
}

const reading = (name: string) => `steps:\n  - schema: ${name}:schemas/booking.json@main\n`;

test('500 repositories take ten requests where GitHub tells a hundred at once, and a push one', async () => {
  const made = Array.from({ length: 500 }, (_, at) =>
    make(at + 10, at % 50 === 0 ? reading('Acme/Events') : 'version: 1'),
  );
  made[7] = make(17, 'refused');
  const { counts, asking } = github(made, { graphql: true });
  const index = createConsumerIndex(() => NOW);
  const names = async (one = index) => (await one.readersOf(asking, UPSTREAM, SIGNAL)).map(({ id }) => id);
  const before = await names();
  expect(before).toEqual([10, 60, 110, 160, 210, 260, 310, 360, 410, 460]);
  // Who is not told of is asked by itself.
  expect(counts).toMatchObject({ files: 1, lists: 5, batches: 5 });
  expect(await names()).toEqual(before);
  expect(counts).toMatchObject({ files: 2, lists: 10, batches: 5 });
  made[7] = make(17, undefined);
  await names();

  for (let push = 0; push < 1000; push += 1) {
    const at = (push * 37) % 500;
    const pushedAt = new Date(Date.parse('2026-11-02T00:00:00Z') + push * 1000).toISOString();
    made[at] = make(at + 10, push % 3 === 0 ? reading('acme/events') : 'version: 1', { pushedAt });
    const { files, batches } = counts;
    await names();
    expect(counts.files + counts.batches - files - batches).toBeLessThanOrEqual(1);
  }
  // The same after everything is forgotten.
  expect(await names()).toEqual(await names(createConsumerIndex(() => NOW)));
});

test('where it tells none, they take a request each', async () => {
  const made = Array.from({ length: 500 }, (_, at) =>
    make(at + 10, at % 50 === 0 ? reading('Acme/Events') : 'version: 1'),
  );
  const { counts, asking } = github(made);
  const index = createConsumerIndex(() => NOW);
  const names = async (one = index) => (await one.readersOf(asking, UPSTREAM, SIGNAL)).map(({ id }) => id);
  const before = await names();
  expect(before).toEqual([10, 60, 110, 160, 210, 260, 310, 360, 410, 460]);
  expect(counts).toMatchObject({ files: 500, lists: 5, batches: 0 });
  expect(await names()).toEqual(before);
  expect(counts).toMatchObject({ files: 500, lists: 10, batches: 0 });

  made[1] = make(11, reading('acme/events'), { pushedAt: '2026-11-02T00:00:00Z' });
  expect(await names()).toEqual([10, 11, ...before.slice(1)]);
  expect(counts.files).toBe(501);
  // The same after everything is forgotten.
  expect(await names(createConsumerIndex(() => NOW))).toEqual(await names());
});

test('what may have been pushed again in the same second is read again, and so is what a webhook tells of', async () => {
  const { counts, asking } = github([
    make(10, 'version: 1', { pushedAt: '2026-11-30T11:59:30Z' }),
    make(11, 'version: 1'),
  ]);
  const index = createConsumerIndex(() => NOW);
  const look = () => index.readersOf(asking, UPSTREAM, SIGNAL);
  await look();
  await look();
  expect(counts.files).toBe(3);
  index.touched({ installation: 7, owner: 'Acme', repo: 'r11' });
  await look();
  await look();
  expect(counts.files).toBe(6);
});

test('names belong to repositories by their number, and neither archived nor empty ones, nor itself, are asked', async () => {
  const made = [
    make(1, reading('acme/events')),
    make(10, reading('acme/events'), { frozen: true }),
    make(11, reading('acme/events'), { pushedAt: '' }),
    make(12, 'refused'),
    make(13, undefined),
    make(14, reading('acme/bookings')),
  ];
  const { counts, asking } = github(made);
  const index = createConsumerIndex(() => NOW);
  expect(await index.readersOf(asking, UPSTREAM, SIGNAL)).toEqual([]);
  expect(counts.files).toBe(3);
  // Renamed, it is asked for by the name that it has now.
  const [found] = await index.readersOf(asking, { ...UPSTREAM, name: 'acme/bookings' }, SIGNAL);
  expect(found?.id).toBe(14);
  // A repository that takes the place and the name of another is another.
  made[5] = make(15, 'version: 1', { repo: 'r14' });
  expect(await index.readersOf(asking, { ...UPSTREAM, name: 'acme/bookings' }, SIGNAL)).toEqual([]);
});

test('a former name leads to who had it, until somebody gets it', async () => {
  const made = [make(1, undefined, { repo: 'bookings' }), make(10, reading('acme/events'))];
  const { counts, asking } = github(made, { formerly: new Map([['events', 1]]) });
  let now = NOW;
  const index = createConsumerIndex(() => now);
  const look = () => index.readersOf(asking, { ...UPSTREAM, name: 'acme/bookings' }, SIGNAL);
  expect(await look()).toMatchObject([{ id: 10, formerly: ['acme/events'] }]);
  expect(await look()).toMatchObject([{ id: 10 }]);
  expect(counts.names).toBe(1);
  now += 11 * 60_000;
  await look();
  expect(counts.names).toBe(2);
  const [, reader] = await index.all(asking, 7, SIGNAL);
  expect([...(reader?.names ?? [])]).toEqual(['acme/events', 'acme/bookings']);

  made.push(make(2, undefined, { repo: 'events' }));
  expect(await look()).toEqual([]);
  expect(await index.readersOf(asking, { ...UPSTREAM, id: 2 }, SIGNAL)).toMatchObject([{ id: 10 }]);
});

test('what could not be read, or was refused, is asked for again the next time', async () => {
  const made = [make(10, 'version: 1'), make(11, 'refused')];
  const { asking } = github(made);
  const index = createConsumerIndex(() => NOW);
  const look = async () => (await index.readersOf(asking, UPSTREAM, SIGNAL)).map(({ id }) => id);
  expect(await look()).toEqual([]);
  index.touched({ installation: 7, owner: 'acme', repo: 'r10' });
  made[0] = make(10, 'broken');
  await expect(look()).rejects.toThrow('Server Error');

  made.splice(0, 2, make(10, reading('acme/events')), make(11, reading('acme/events')));
  expect(await look()).toEqual([10, 11]);
});

test('a weir.yml with 10,000 names and one that is garbage are looked through, and harm nobody', async () => {
  const many = Array.from({ length: 10_000 }, (_, at) => `  - schema: acme/x${at}:a.json\n`).join('');
  const { asking, counts } = github([
    make(10, reading('acme/events') + many),
    make(11, '\0'.repeat(1_000_000)),
    make(12, 'a/'.repeat(500_000)),
    make(13, 'a'.repeat(2_000_000)),
    make(14, `a/${'b'.repeat(2_000_000)}`),
  ]);
  const found = await createConsumerIndex(() => NOW).readersOf(asking, UPSTREAM, SIGNAL);
  expect(found.map(({ id }) => id)).toEqual([10]);
  // Of names that nobody has few are asked about.
  expect(counts.names).toBe(20);
});

test.each([
  ['private', 'private', {}, 'verdict'],
  ['private', 'public', {}, 'verdict'],
  ['internal', 'private', {}, 'nothing'],
  ['public', 'private', {}, 'nothing'],
  ['public', 'public', {}, 'verdict'],
  ['public', 'private', { visibleToUpstreams: 'measures' }, 'measures'],
  ['private', 'public', { visibleToUpstreams: 'nothing' }, 'nothing'],
  // A weir.yml that does not stand.
  ['private', 'private', 'pipelines: [', 'verdict'],
  ['public', 'private', 'visible_to_upstreams: measures\npipelines: [', 'verdict'],
  ['private', 'private', '# visible_to_upstreams: verdict\nvisible_to_upstreams: nothing\n', 'nothing'],
  ['private', 'private', '"visible_to_upstreams": nothing\n', 'nothing'],
] as const)('readers of a %s upstream see of a %s downstream that says %j: %s', (upstream, own, config, shown) => {
  expect(shownTo(upstream, own, config)).toBe(shown);
});

test.each([
  ['version: 1\nvisible_to_upstreams: nothing\n', true],
  ['version: 1\n"visible_to_upstreams": "nothing" # never\n', true],
  ['{ "version": 1, "visible_to_upstreams": "nothing" }', true],
  // Said twice and no YAML: nobody knows what was meant.
  ['visible_to_upstreams: nothing\nvisible_to_upstreams: verdict\n', true],
  ['# visible_to_upstreams: nothing\nvisible_to_upstreams: verdict\n', false],
  ['version: 1 # visible_to_upstreams: nothing, one day\n', false],
  ['visible_to_upstreams: measures\npipelines: [', false],
  ['version: 1\n', false],
])('that a private downstream of a private upstream is hidden is known from %j: %s', (text, hidden) => {
  expect(isPlainlyHidden('private', 'private', text)).toBe(hidden);
});
