import { describe, expect, it } from 'vitest';
import { ownersOf } from '../../src/repository/codeowners.ts';

// The cases follow the example in GitHub's documentation, "About code owners".
const codeowners = `# default
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
/build/logs/ @doctocat
docs/*  docs@example.com
apps/ @octocat
**/logs @octo-org/logs
/apps/github
`;

describe('owners of a file', () => {
  it.each([
    ['anything.txt', ['@global-owner1', '@global-owner2']],
    ['src/deep/file.js', ['@js-owner']],
    ['main.go', ['docs@example.com']],
    ['build/logs/x.txt', ['@octo-org/logs']],
    ['docs/getting-started.md', ['docs@example.com']],
    ['docs/build-app/troubleshooting.md', ['@global-owner1', '@global-owner2']],
    ['deep/apps/file.txt', ['@octocat']],
    ['deeply/nested/logs/file', ['@octo-org/logs']],
    ['apps/github/file', []],
    ['.github/weir.yml', ['@global-owner1', '@global-owner2']],
    ['.hidden/file.js', ['@js-owner']],
  ])('%s: %j', (path, owners) => {
    expect(ownersOf(path, codeowners)).toEqual(owners);
  });
});

it.each([
  ['/.github/ @a', ['@a']],
  ['.github/weir.yml @a', ['@a']],
  ['weir.yml @a', ['@a']],
  ['/weir.yml @a', []],
  ['.github/* @a\n.github/weir.yml', []],
])('owners of .github/weir.yml by %j', (text, owners) => {
  expect(ownersOf('.github/weir.yml', text)).toEqual(owners);
});
