/** Random YAML as people write it, and with a few strokes too many. */
import fc from 'fast-check';

const USUAL = [
  ...['a', 'b', 'name', 'NO', 'yes', '1', '-1', '0777', '1.5', '.5', '1e3', 'null', '~', 'true', '2024-01-01', 'x y'],
  ...['http://x/y', 'é', "it's", '"q"', "''", '"a: b"', "'it''s'", '"\\n\\u0041"', 'k1', 'k2', 'k3', 'k4', 'k5'],
];
const UNUSUAL = [
  ...['a:b', 'a#b', '12345678901234567890', '.inf', '.nan', '/p/{id}', 'a, b', '<<', '=', '-', '?', '0o17', '1:30'],
  ...['"\\x41"', '!x', '&a', '*a', '|', '>', '%x', '@x', '`x', '--- a', '...', '+1', '0x1F', '1_000', "'# no'"],
];
const STROKES = [
  ...[' ', '\n', ':', '-', '#', '"', "'", '{', '}', '[', ']', ',', '|', '>', '&', '*', '!', '?', ' #', ': ', '- '],
  ...['\n\n', '  ', '\\', '---\n', '%', 'a', '0', '~', '<<', '\t', '\r'],
];

type Text = fc.Arbitrary<string>;

const word = fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...USUAL) }, fc.constantFrom(...UNUSUAL));
const comment = often(fc.constantFrom('', ' '), fc.constantFrom(' # c', '  #c', ' #', '#x'));
const joined = (...parts: readonly (string | Text)[]): Text =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((texts) => texts.join(''));
const several = (part: Text, between = ''): Text =>
  fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(between));

function often(usual: Text, other: Text): Text {
  return fc.oneof({ weight: 9, arbitrary: usual }, other);
}

function flow(depth: number): Text {
  const inner = depth > 0 ? often(word, flow(depth - 1)) : word;
  const gap = often(fc.constantFrom('', ' '), fc.constantFrom('\n', '\n    ', '\n          '));
  const end = fc.constantFrom('', '', ',');
  return fc.oneof(
    joined('{', gap, several(joined(word, ': ', inner), ', '), end, gap, '}'),
    joined('[', gap, several(inner, ', '), end, gap, ']'),
  );
}

function value(column: number, depth: number): Text {
  const deeper = fc.nat({ max: 3 }).map((more) => ' '.repeat(column + more));
  const lines = several(joined(deeper, fc.oneof(word, fc.constantFrom('', '# x', 'a  b')), '\n'));
  const usual: Text[] = [
    joined(comment, '\n'),
    joined(' ', word, comment, '\n'),
    joined(' ', word, comment, '\n'),
    joined(' ', flow(2), comment, '\n'),
    joined(' ', fc.constantFrom('|', '>', '|-', '>-', '|+', '>+', '|2'), '\n', lines, fc.constantFrom('', '\n')),
    fc
      .tuple(fc.constantFrom('', '"', "'"), deeper, word)
      .map(([quote, pad, more]) => ` ${quote}text\n${pad}${more}${quote}\n`),
  ];
  if (depth === 0) return fc.oneof(...usual);
  const blocks = [2, 2, 4, 0].map((more) => joined(comment, '\n', block(column + more, depth - 1)));
  return fc.oneof(...usual, ...blocks);
}

function block(column: number, depth: number): Text {
  const pad = ' '.repeat(column);
  const before = often(fc.constant(''), fc.constantFrom('\n', `${pad}# c\n`, '# c\n', '      # d\n'));
  const member = (inner: number): Text => joined(word, fc.constantFrom('', '', ' '), ':', value(inner, depth));
  const compact = joined(
    before,
    `${pad}- `,
    member(column + 2),
    often(joined(`${pad}  `, member(column + 2)), fc.constant('')),
  );
  return fc.oneof(
    several(joined(before, pad, member(column))),
    several(fc.oneof(joined(before, `${pad}-`, value(column, depth)), compact)),
  );
}

const whole = joined(often(fc.constant(''), fc.constantFrom('---\n', '# c\n---\n', '\n', '# c\n\n')), block(0, 2));
const stroke = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.nat({ max: 2 }),
  fc.constantFrom('', ...STROKES),
);

/** Half of them with strokes. */
export const texts: Text = fc
  .tuple(whole, fc.oneof(fc.constant([]), fc.array(stroke, { minLength: 1, maxLength: 3 })))
  .map(([text, strokes]) =>
    strokes.reduce((so, [place, gone, added]) => {
      const at = Math.floor(place * so.length);
      return so.slice(0, at) + added + so.slice(at + gone);
    }, text),
  );
