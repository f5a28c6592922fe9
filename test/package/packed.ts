/** The package as `npm pack` makes it of a build, installed in an empty folder without network and without any peer. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
/** What npm looks at, and what the build reads. */
const PARTS = ['bin', 'schemas', 'src', 'package.json', 'rolldown.config.ts', 'tsconfig.json', 'app.yml', 'LICENSE'];

export interface Packed {
  /** Where it is installed: `node_modules` and nothing else. */
  readonly folder: string;
  /** Of everything that was installed. */
  readonly bytes: number;
  /** Runs the installed program in a folder. */
  weir(directory: string, ...args: string[]): { status: number | null; stdout: string; stderr: string };
  remove(): void;
}

/** Packs a copy of the sources, so that the checkout stays as it is. */
export function installPacked(): Packed {
  const work = realpathSync(mkdtempSync(join(tmpdir(), 'weir-packed-')));
  const sources = join(work, 'sources');
  for (const part of PARTS) cpSync(join(ROOT, part), join(sources, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(sources, 'node_modules'));
  // It is built as it is packed, and says so before the name of the archive.
  const archive = npm(sources, 'pack', '--silent', '--pack-destination', work).trim().split('\n').at(-1) ?? '';
  const folder = join(work, 'program');
  mkdirSync(folder);
  npm(folder, 'install', '--silent', '--offline', '--no-audit', '--no-fund', join(work, archive));
  return {
    folder,
    bytes: sizeOf(join(folder, 'node_modules')),
    weir(cwd, ...args) {
      const program = join(folder, 'node_modules/weir-bot/bin/weir.cjs');
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8' });
      return { status, stdout, stderr };
    },
    remove: () => rmSync(work, { recursive: true, force: true }),
  };
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8' });
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
