/** How Node compiles CommonJS modules, where built files are to be compiled otherwise. */
import Module, { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';
import type { Script } from 'node:vm';

/** By path of a built file, from their folder; undefined leaves it to Node. */
export type Compile = (name: string, text: string, path: string) => Script | undefined;

/** What `require` calls for each file; not in Node's documentation, but what all tools that compile modules build on. */
interface Compiling {
  _compile(this: NodeJS.Module, text: string, path: string, format?: string): unknown;
}

type Run = (
  this: unknown,
  exports: unknown,
  require: NodeJS.Require,
  module: NodeJS.Module,
  path: string,
  folder: string,
) => unknown;

/** From now on, files below a folder are compiled by `compile` when they are required. */
export function compileBy(folder: string, compile: Compile): void {
  const prototype: Compiling = Module.prototype as unknown as Compiling;
  const usual = prototype._compile;
  prototype._compile = function (text, path, format): unknown {
    const script = path.startsWith(folder) ? compile(relative(folder, path), text, path) : undefined;
    if (!script) return usual.call(this, text, path, format);
    const run: Run = script.runInThisContext();
    return run.call(this.exports, this.exports, createRequire(path), this, path, dirname(path));
  };
}
