/** What `--help` of a command ends with, as wide as the rest of it. */

const WIDTH = 80;

/**
 * An empty line, and the text broken at blanks where a line of it is longer. By itself, since what wraps reports takes longer
 * to load than most commands take to say what is wrong.
 */
export function closing(text: string): string {
  const lines = text.split('\n').flatMap((line) => {
    const broken: string[] = [];
    let current = '';
    for (const word of line.split(' ')) {
      const longer = current === '' ? word : `${current} ${word}`;
      if (longer.length > WIDTH && current !== '') {
        broken.push(current);
        current = word;
      } else current = longer;
    }
    return [...broken, current];
  });
  return `\n${lines.join('\n')}`;
}
