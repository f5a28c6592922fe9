/** Many sentences of one kind are one thing to look at: the first few of each are shown, and the others counted. */
import { count } from '../../format/numbers.ts';

const SHOWN = 3;

/** In their order. Two are of one kind where they differ in paths, numbers and names with numbers only. */
export function folded(sentences: readonly string[]): string[] {
  const kinds = Map.groupBy(sentences, kindOf);
  return [...kinds.values()].flatMap((own) => {
    if (own.length <= SHOWN + 1) return own;
    return [...own.slice(0, SHOWN), `${count(own.length - SHOWN)} more of this kind`];
  });
}

function kindOf(sentence: string): string {
  return sentence.replaceAll(/\S*[/\d]\S*/g, '#');
}
