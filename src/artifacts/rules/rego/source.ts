/** Sources of Rego, which nothing here compiles: what is asked of them, and how a bundle is made. */
import { textIn } from '../../content.ts';
import type { Artifact } from '../../engine.ts';

export function isSource(path: string): boolean {
  return path.endsWith('.rego');
}

/** The rule, as `opa build -e` and `opa exec --decision` name it. */
export function questionOf(artifact: Artifact): string {
  const [, name = 'PACKAGE'] = /^package\s+([\w.]+)/m.exec(textIn(artifact, artifact.path)) ?? [];
  const { entrypoint } = artifact.options ?? {};
  return typeof entrypoint === 'string' ? entrypoint : `${name.replaceAll('.', '/')}/allow`;
}

export function hintOf(artifact: Artifact): string {
  const build = `opa build -t wasm -e ${questionOf(artifact)} -o bundle.tar.gz ${artifact.path}`;
  return `Rego is not compiled here; build a bundle and name that: ${build}; or have opa on the PATH and say --allow-programs`;
}
