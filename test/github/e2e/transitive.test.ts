/** Transitive compatibility in the App: head against versions of a schema before base, which GitHub's API tells of. */
import { afterAll, expect, test } from 'vitest';
import { openScene } from './scene.ts';

const weirYml = (revisions = 10) => `version: 1
recordings:
  bags: { files: bags.jsonl, input: "" }
pipelines:
  carousel:
    owners: ["@octo-airports"]
    recording: bags
    steps: [{ schema: bag.avsc, compatibility: backward_transitive, revisions: ${revisions} }]
    outputs: { size: { at: /size, kind: category } }
    limits: { size.changed: 1%, rejected: 1%, failed: 1% }
`;

const avsc = (...fields: readonly object[]) =>
  JSON.stringify({ type: 'record', name: 'Bag', fields: [{ name: 'tag', type: 'string' }, ...fields] }, null, 1);
/** Confluent's example of what only a transitive level sees: a field comes with a default, and then the default goes. */
const [v1, v2, v3] = [
  avsc(),
  avsc({ name: 'size', type: 'string', default: 'M' }),
  avsc({ name: 'size', type: 'string' }),
];

const scene = await openScene({
  files: { '.github/weir.yml': weirYml(), 'bags.jsonl': '{"tag":"a","size":"L"}\n'.repeat(500), 'bag.avsc': v1 },
});
const { github, repository } = scene;
afterAll(() => scene.close());

test('what head breaks for an earlier version alone is told on its line, with the commit of that version', async () => {
  const first = repository.branches.get('main') ?? '';
  await github.commit(repository, 'main', { 'bag.avsc': v2 });

  const pull = await scene.propose({ 'bag.avsc': v3 });
  const { output, annotations } = await scene.concluded(pull);

  expect(`${output.summary}${output.text}`).toContain(
    `Bag.size added without a default, against ${first.slice(0, 7)} of `,
  );
  // The list once, and each of the two commits that it names.
  const listed = github.requests.filter(({ path }) => path.startsWith('/repos/acme/claims/commits?'));
  expect(listed.map(({ path }) => new URLSearchParams(path.split('?')[1]).get('per_page'))).toEqual(['100']);
  expect(annotations.map(({ path, message }) => [path, /, against /.test(message)])).toContainEqual(['bag.avsc', true]);
});

test('with one revision the version before that is not looked at', async () => {
  await github.commit(repository, 'one', { '.github/weir.yml': weirYml(1) });
  const between = avsc({ name: 'size', type: 'string', default: 'L' });
  await github.commit(repository, 'one', { 'bag.avsc': between });

  const { output } = await scene.concluded(await scene.propose({ 'bag.avsc': v3 }, { base: 'one' }));

  expect(`${output.summary}${output.text}`).not.toContain(', against ');
});

test('what refers to more files than are looked up is not judged, and says why', async () => {
  const parts = Array.from({ length: 10 }, (_, index) => `part-${index}.json`);
  const schema = (maxProperties: number) =>
    JSON.stringify({ maxProperties, properties: { size: { allOf: parts.map(($ref) => ({ $ref })) } } }, null, 1);
  await github.commit(repository, 'many', {
    '.github/weir.yml': weirYml().replace('bag.avsc', 'bag.json'),
    'bag.json': schema(9),
    ...Object.fromEntries(parts.map((path) => [path, '{ "type": "string" }'])),
  });

  const pull = await scene.propose({ 'bag.json': schema(8) }, { base: 'many' });
  const { conclusion, output } = await scene.concluded(pull);

  // Every limit passes, and that alone is no pass.
  expect(conclusion).toBe('action_required');
  expect(output.summary).toMatch(
    /bag\.json is not judged against its earlier versions, as backward\\?_transitive asks, because they cannot be read/,
  );
});
