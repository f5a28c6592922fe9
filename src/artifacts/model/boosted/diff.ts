/** What differs between two boosted models: settings by their names, and how many trees. */
import type { Artifact, Edit, Engine } from '../../engine.ts';

/** A model as it is compared. */
export interface Compared {
  /** Settings that decide, by name, with the line on which each stands. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** Each tree as a text that is the same for the same tree, with its first line and its last. */
  readonly trees: readonly { readonly text: string; readonly lines: readonly [number, number] }[];
}

export interface Setting {
  readonly value: string;
  readonly line: number;
}

export function diffBoosted(engine: Engine, base: Compared, head: Compared, { path }: Artifact): Edit[] {
  const edits: Edit[] = [];
  const add = (lines: readonly [number, number], selector: string, change: string, message: string) =>
    edits.push({
      artifact: path,
      kind: engine.kind,
      engine: `${engine.id}@${engine.version}`,
      compatibility: 'risky',
      lines,
      selector,
      change,
      message,
    });
  for (const name of new Set([...head.settings.keys(), ...base.settings.keys()])) {
    const [from, to] = [base.settings.get(name), head.settings.get(name)];
    if (from?.value === to?.value) continue;
    const line = to?.line ?? 1;
    add([line, line], name, 'setting-changed', `${name}: ${brief(from?.value)} became ${brief(to?.value)}`);
  }
  const both = Math.min(base.trees.length, head.trees.length);
  const changed = head.trees
    .slice(0, both)
    .flatMap((tree, index) => (tree.text === base.trees[index]?.text ? [] : [{ tree, index }]));
  const [first] = changed;
  const last = changed.at(-1);
  if (first && last) {
    const which = changed.length === 1 ? `tree ${first.index}` : `${changed.length} of ${both} trees`;
    add([first.tree.lines[0], last.tree.lines[1]], which, 'trees-changed', `${which} changed`);
  }
  if (base.trees.length !== head.trees.length) {
    const line = (head.trees[both] ?? head.trees.at(-1))?.lines[0] ?? 1;
    add([line, line], 'trees', 'trees-counted', `trees: ${base.trees.length} became ${head.trees.length}`);
  }
  return edits.sort((a, b) => (a.lines?.[0] ?? 0) - (b.lines?.[0] ?? 0));
}

function brief(value = 'nothing'): string {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value;
}
