/** Reads the names of submodules out of .gitmodules, for messages. */

/**
 * Path → name, of what stands in `[submodule "name"]` sections. The grammar is that of git's configuration files, without what
 * git never writes there itself: https://git-scm.com/docs/git-config#_syntax
 */
export function submoduleNames(gitmodules: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let name: string | undefined;
  for (const line of gitmodules.split(/\r?\n/)) {
    const section = /^\s*\[/.test(line);
    if (section) name = /^\s*\[submodule\s+"((?:[^"\\]|\\.)*)"\]/i.exec(line)?.[1]?.replace(/\\(.)/g, '$1');
    const path = /^\s*path\s*=\s*(.*?)\s*$/i.exec(line)?.[1];
    if (name !== undefined && path !== undefined) names.set(unquote(path), name);
  }
  return names;
}

function unquote(value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(value)?.[1];
  return quoted === undefined ? value : quoted.replace(/\\(.)/g, '$1');
}
