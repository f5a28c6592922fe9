/** How files of a schema are taken apart and put together again, so that some edits can be applied without the others. */
import { toText } from '../../content.ts';
import type { Grammar } from '../../diff/grammar.ts';
import { structured } from '../../diff/structured.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { ArtifactFile, Language } from '../../language.ts';
import { withinStack } from '../../parse.ts';
import { assignChanges } from './assign.ts';
import { parseText } from './sdl.ts';
import { type Member, type Tree, treeOf, writeTree } from './tree.ts';

const grammar: Grammar = { fixedKeys: true, pairing: () => 'equal', emptyIsAbsent: () => true };

const trees = structured(grammar);

export const language: Language<ValueChange> = {
  patch(base, head) {
    const [before, after] = [open(base), open(head)];
    const patch = trees.patch(asJson(before), asJson(after));
    return {
      changes: patch.changes,
      path: base.path,
      write: (isApplied) => writeTree(whole(JSON.parse(toText(patch.write(isApplied), base.path)), before, after)),
    };
  },
  assign: assignChanges,
};

function open({ path, content }: ArtifactFile): Tree {
  return withinStack(path, () => treeOf(parseText(toText(content, path), path)));
}

function asJson(tree: Tree): ArtifactFile {
  return { path: 'tree.json', content: JSON.stringify(tree) };
}

/**
 * With the definitions of all that it mentions: a type that only head has comes with the first field of that type, and one that
 * only base has stays as long as a field does.
 */
function whole(mixed: Tree, base: Tree, head: Tree): Tree {
  const found = new Map(Object.entries(mixed));
  const known = new Map(
    [...Object.entries(head), ...Object.entries(base)].map(([key, own]) => [definedBy(key), { key, own }]),
  );
  const defined = new Set([...found.keys()].map(definedBy));
  // A map grows while it is walked.
  for (const member of found.values()) {
    for (const name of mentionedIn(member)) {
      const missing = defined.has(name) ? undefined : known.get(name);
      defined.add(name);
      if (missing) found.set(missing.key, missing.own);
    }
  }
  return Object.fromEntries(found);
}

/** Of `type User` that is `User`; extensions define nothing. */
function definedBy(key: string): string {
  return key.startsWith('extend ') || key.startsWith('directive ') ? key : (key.split(' ')[1] ?? key);
}

function mentionedIn(member: Member): readonly string[] {
  const inner = [member.fields, member.values, member.arguments].flatMap((members) => Object.values(members ?? {}));
  return [
    ...(member.type?.match(/\w+/g) ?? []),
    ...Object.keys({ ...member.interfaces, ...member.types }),
    ...Object.values(member.operations ?? {}),
    ...inner.flatMap(mentionedIn),
  ];
}
