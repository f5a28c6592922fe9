/** What is written down here stands in files that the package managers themselves write, shortened. */
import { expect, test } from 'vitest';
import { packageChanges, withoutLocks } from '../../../src/artifacts/ungoverned/beyond.ts';
import { packagesIn } from '../../../src/artifacts/ungoverned/packages/package.ts';
import { parseConfig } from '../../../src/config/load.ts';
import type { Snapshot } from '../../../src/repository/snapshot.ts';

test.each([
  [
    'package.json',
    '{"name":"x","version":"9.9.9","scripts":{"a":"b"},"dependencies":{"@acme/event-schemas":"^1.2.0"},"overrides":{"a":{"b":"1"}}}',
    { '@acme/event-schemas': '^1.2.0', b: '1' },
  ],
  [
    'package-lock.json',
    '{"name":"x","version":"9.9.9","lockfileVersion":3,"packages":{"":{"name":"x","version":"9.9.9"},' +
      '"node_modules/@acme/schemas":{"version":"1.2.0","resolved":"https://r/x.tgz","dependencies":{"b":"^1"}},' +
      '"node_modules/a/node_modules/b":{"version":"1.0.1"},"node_modules/b":{"version":"2.0.0"}}}',
    { '@acme/schemas': '1.2.0', b: '1.0.1 and 2.0.0' },
  ],
  ['npm-shrinkwrap.json', '{"dependencies":{"b":{"version":"1.0.1","requires":{"c":"^1"}}}}', { b: '1.0.1' }],
  [
    'yarn.lock',
    '# yarn lockfile v1\n\n"@acme/event-schemas@^1.2.0", "@acme/event-schemas@^1.2.1":\n  version "1.3.0"\n  resolved "x"\n\nleft-pad@^1.0.0:\n  version "1.3.0"\n',
    { '@acme/event-schemas': '1.3.0', 'left-pad': '1.3.0' },
  ],
  [
    'yarn.lock',
    '__metadata:\n  version: 8\n\n"@acme/event-schemas@npm:^1.2.0":\n  version: 1.3.0\n  resolution: "@acme/event-schemas@npm:1.3.0"\n',
    { '@acme/event-schemas': '1.3.0' },
  ],
  [
    'pnpm-lock.yaml',
    "lockfileVersion: '9.0'\npackages:\n\n  '@acme/event-schemas@1.3.0':\n    resolution: {integrity: sha512-x}\n\n  left-pad@1.3.0(react@18.0.0):\n    resolution: {integrity: x}\n",
    { '@acme/event-schemas': '1.3.0', 'left-pad': '1.3.0' },
  ],
  ['requirements/prod.txt', 'acme-contracts[avro]==1.0.3  # pinned\n', { 'acme-contracts': '==1.0.3' }],
  [
    'requirements-prod.txt',
    'acme-contracts[avro]==1.0.3  # pinned\nnumpy>=1.0,<2 ; python_version > "3"\n-r base.txt\nrules @ git+https://example.org/rules@abc\n',
    { 'acme-contracts': '==1.0.3', numpy: '>=1.0,<2', rules: '@ git+https://example.org/rules@abc' },
  ],
  [
    'pyproject.toml',
    '[project]\nname = "x"\nversion = "2"\ndependencies = [\n  "acme-contracts>=1.0",\n]\n[tool.poetry.dependencies]\npython = "^3.11"\nnumpy = { version = "^1.0" }\n[tool.ruff]\nline-length = 100\n',
    { 'acme-contracts': '>=1.0', python: '^3.11', numpy: '{ version = ^1.0 }' },
  ],
  [
    'poetry.lock',
    '[[package]]\nname = "acme-contracts"\nversion = "1.0.3"\n\n[package.source]\ntype = "git"\nresolved_reference = "0123456789abcdef0123456789abcdef01234567"\n\n[[package]]\nname = "numpy"\nversion = "1.0"\n',
    { 'acme-contracts': '1.0.3 at 0123456789ab', numpy: '1.0' },
  ],
  [
    'uv.lock',
    'version = 1\n\n[[package]]\nname = "acme-contracts"\nversion = "1.0.3"\nsource = { registry = "x" }\n',
    { 'acme-contracts': '1.0.3' },
  ],
  [
    'Cargo.toml',
    '[package]\nname = "x"\nversion = "0.1.0"\n[dependencies]\nserde = "1.0"\n[dependencies.acme-protos]\nversion = "0.3"\nfeatures = ["a"]\n',
    { serde: '1.0', 'acme-protos version': '0.3' },
  ],
  [
    'Cargo.lock',
    '[[package]]\nname = "acme-protos"\nversion = "0.3.1"\nsource = "git+https://example.org/p?rev=a#0123456789abcdef0123456789abcdef01234567"\n',
    { 'acme-protos': '0.3.1 at 0123456789ab' },
  ],
  [
    'go.mod',
    'module example.org/x\n\ngo 1.22\n\nrequire github.com/acme/protos v0.3.1\nrequire (\n\tgithub.com/a/b v1.0.0 // indirect\n)\nreplace github.com/a/b => ../b\n',
    { 'github.com/acme/protos': 'v0.3.1', 'github.com/a/b': '../b and v1.0.0' },
  ],
  [
    'pom.xml',
    '<project><groupId>x</groupId><artifactId>x</artifactId><version>9</version><properties><contracts.version>2.1</contracts.version></properties><dependencies>' +
      `<dependency><groupId>com.acme</groupId><artifactId>event-contracts</artifactId>\n<version>${'$'}{contracts.version}</version></dependency>` +
      '<!-- <dependency><artifactId>old</artifactId><version>1</version></dependency> -->' +
      '<dependency><groupId>com.acme</groupId><artifactId>managed</artifactId></dependency></dependencies></project>',
    { 'com.acme:event-contracts': '2.1' },
  ],
  [
    'Scoring/Scoring.csproj',
    '<Project><ItemGroup><PackageReference Include="Acme.Contracts" Version="1.2.0" />\n<PackageReference Version="3" Include="Other"/>' +
      '<PackageReference Include="Nested"><Version>$(NestedVersion)</Version></PackageReference></ItemGroup><PropertyGroup><NestedVersion>4.5</NestedVersion></PropertyGroup></Project>',
    { 'Acme.Contracts': '1.2.0', Other: '3', Nested: '4.5' },
  ],
  [
    'packages.config',
    '<packages><package id="Acme.Contracts" version="1.2.0" targetFramework="net48" /></packages>',
    { 'Acme.Contracts': '1.2.0' },
  ],
  [
    'packages.lock.json',
    '{"version":1,"dependencies":{"net8.0":{"Acme.Contracts":{"type":"Direct","requested":"[1.2.0, )","resolved":"1.2.3"}}}}',
    { 'Acme.Contracts': '1.2.3' },
  ],
  [
    'build.gradle',
    "dependencies {\n  implementation 'com.acme:event-schemas:1.2.0'\n  api group: 'com.acme', name: 'contracts', version: '2.0'\n}\n",
    { 'com.acme:event-schemas': '1.2.0', contracts: '2.0' },
  ],
  [
    'app/build.gradle.kts',
    'dependencies {\n  implementation("com.acme:event-schemas:1.2.0")\n}\n',
    { 'com.acme:event-schemas': '1.2.0' },
  ],
  ['gradle.lockfile', 'com.acme:event-schemas:1.2.0=compileClasspath\nempty=\n', { 'com.acme:event-schemas': '1.2.0' }],
  [
    'gradle/libs.versions.toml',
    '[versions]\nschemas = "1.2.0"\n[libraries]\nschemas = { module = "com.acme:event-schemas", version.ref = "schemas" }\n',
    { schemas: '1.2.0 and { module = com.acme:event-schemas, version.ref = schemas }' },
  ],
  [
    'Gemfile',
    "source 'https://rubygems.org'\ngem 'acme-contracts', '~> 1.0', require: false\ngem 'rails'\n",
    { 'acme-contracts': "'~> 1.0', require: false" },
  ],
  [
    'Gemfile.lock',
    'GEM\n  remote: https://rubygems.org/\n  specs:\n    acme-contracts (1.0.3)\n      json (>= 1)\n\nPLATFORMS\n  ruby\n',
    { 'acme-contracts': '1.0.3' },
  ],
  [
    'composer.json',
    '{"name":"a/b","require":{"php":">=8.1","acme/contracts":"^1.0"}}',
    { php: '>=8.1', 'acme/contracts': '^1.0' },
  ],
  [
    'composer.lock',
    '{"packages":[{"name":"acme/contracts","version":"v1.0.3","source":{"reference":"abc"}}],"plugin-api-version":"2.6.0"}',
    { 'acme/contracts': 'v1.0.3' },
  ],
  [
    'Pipfile',
    '[packages]\nacme-contracts = "==1.0"\n[requires]\npython_version = "3.11"\n',
    { 'acme-contracts': '==1.0' },
  ],
  [
    'Pipfile.lock',
    '{"_meta":{"hash":{"sha256":"x"}},"default":{"acme-contracts":{"hashes":["x"],"version":"==1.0.3"}}}',
    { 'acme-contracts': '==1.0.3' },
  ],
  [
    'environment.yml',
    'name: x\ndependencies:\n  - python=3.11\n  - pip:\n    - acme-contracts==1.0\n',
    { python: '=3.11', 'acme-contracts': '==1.0' },
  ],
  [
    'buf.lock',
    'version: v2\ndeps:\n  - name: buf.build/acme/events\n    commit: 0123456789abcdef\n    digest: b5:x\n',
    { 'buf.build/acme/events': '0123456789abcdef' },
  ],
  ['package.json', '{"dependencies":', {}],
])('what %s names', (path, text, expected) => {
  expect(Object.fromEntries(packagesIn(path, text))).toEqual(expected);
});

const sides = (before: string | undefined, after: string | undefined) => {
  const side = (text: string | undefined): Snapshot => ({
    revision: 'x',
    name: 'x',
    read: async () => text,
    readBytes: async () => undefined,
    list: async () => [],
  });
  return { base: side(before), head: side(after) };
};

const pipelinesWith = (step: string) =>
  parseConfig(
    `version: 1\nrecordings: { t: { files: t.jsonl } }\npipelines:\n  p: { recording: t, steps: [${step}], outputs: { x: { at: /x, kind: category } } }\n`,
    'weir.yml',
  ).pipelines;

const RULES = '{ rules: rules/a.json, into: /x }';
const PROGRAM = '{ program: services/scoring/, run: [python3, main.py], into: /x }';
const ENDPOINT = '{ model: deploy/, engine: http-json, endpoint: "https://scorer.example", into: /x }';
const NUMPY = ['numpy==1.0\n', 'numpy==2.0\n'] as const;

test.each([
  ['no code decides', RULES, 'requirements.txt', undefined],
  ['a program finds it at the top', PROGRAM, 'requirements.txt', 'numpy 1.0 → 2.0'],
  ['a program finds it beside itself', PROGRAM, 'services/scoring/requirements.txt', 'numpy 1.0 → 2.0'],
  ['a program lies elsewhere', PROGRAM, 'services/web/requirements.txt', undefined],
  ['anything may stand behind an address', ENDPOINT, 'services/web/requirements.txt', 'numpy 1.0 → 2.0'],
])('any package counts where code runs with it: %s', async (_, step, path, expected) => {
  expect((await packageChanges(path, sides(...NUMPY), pipelinesWith(step)))?.change).toBe(expected);
});

test('what runs a program is named, too', async () => {
  const change = (step: string) => packageChanges('Dockerfile', sides('FROM a', 'FROM b'), pipelinesWith(step));
  expect(await change(PROGRAM)).toMatchObject({ change: 'what runs programs' });
  expect(await change(RULES)).toBeUndefined();
});

test.each([
  ['^1.2.0', '^2.0.0', '@acme/schemas 1.2.0 → 2.0.0'],
  ['1.2.0', '^1.2.0', '@acme/schemas 1.2.0 → ^1.2.0'],
  ['1.2.0', 'github:other/schemas#main', '@acme/schemas 1.2.0 → github:other/schemas#main'],
  ['1.2.0', 'https://user:HUSH@example.org/x.tgz', '@acme/schemas 1.2.0 → https://example.org/x.tgz'],
  [undefined, '1.0.0', '@acme/schemas 1.0.0 is new'],
  ['1.0.0', undefined, '@acme/schemas is gone'],
])('from %s to %s', async (before, after, expected) => {
  const text = (version: string | undefined) =>
    JSON.stringify({ dependencies: { '@acme/schemas': version, a: version } });
  const found = await packageChanges('package.json', sides(text(before), text(after)), pipelinesWith(RULES));
  expect(found?.change).toBe(expected);
});

test('a lock is named for what no manifest says', () => {
  const manifest = { path: 'package.json', change: 'a', packages: ['a'] };
  const lock = (...packages: string[]) => ({ path: 'package-lock.json', change: 'x', packages });
  expect(withoutLocks([manifest, lock('a')])).toEqual([manifest]);
  expect(withoutLocks([manifest, lock('a', 'b')])).toHaveLength(2);
  expect(withoutLocks([lock('a')])).toHaveLength(1);
});
