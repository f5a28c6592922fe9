/** The real `buf breaking`, on folders that are removed again. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

export const BUF = join(dirname(require.resolve('@bufbuild/buf/package.json')), 'bin/buf');
const CONFIG = 'version: v2\nbreaking: { use: [FILE, PACKAGE, WIRE_JSON, WIRE] }\n';

export interface Found {
  /** Of the file in its folder. */
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  /** From 1; undefined where it names none. */
  readonly line?: number;
}

/** Everything that any category finds. Throws where buf cannot read a side. */
export function bufBreaking(base: ReadonlyMap<string, string>, head: ReadonlyMap<string, string>): Found[] {
  const folder = mkdtempSync(join(tmpdir(), 'weir-buf-'));
  try {
    for (const [side, files] of [
      ['base', base],
      ['head', head],
    ] as const) {
      for (const [path, text] of [...files, ['buf.yaml', CONFIG] as const]) {
        mkdirSync(dirname(join(folder, side, path)), { recursive: true });
        writeFileSync(join(folder, side, path), text);
      }
    }
    const args = [BUF, 'breaking', 'head', '--against', 'base', '--error-format', 'json'];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { HOME: folder },
      maxBuffer: 2 ** 28,
    });
    if (stderr !== '') throw new Error(stderr);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => toFound(JSON.parse(line)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toFound(said: { path?: string; type: string; message: string; start_line?: number }): Found {
  const { path = '', type: rule, message, start_line: line } = said;
  return { path: path.replace(/^head\//, ''), rule, message, ...(line !== undefined && { line }) };
}

/** Every rule with its categories. */
export function bufRules(): Map<string, readonly string[]> {
  const said = execFileSync(
    process.execPath,
    [BUF, 'config', 'ls-breaking-rules', '--version', 'v2', '--format', 'json'],
    {
      encoding: 'utf8',
    },
  );
  return new Map(
    said
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { id: string; categories: readonly string[] })
      .map(({ id, categories }) => [id, categories]),
  );
}
