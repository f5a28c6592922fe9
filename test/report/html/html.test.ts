import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { html } from '../../../src/report/html/html.ts';

test('text is escaped in content and in quoted attributes', () => {
  expect(html`<p title="${'" onload="x'}">${"<b>&'`"}</p>`.toString()).toBe(
    '<p title="&#34; onload=&#34;x">&#60;b&#62;&#38;&#39;&#96;</p>',
  );
});

test('markup inside markup and inside lists stays markup', () => {
  const item = (text: string) => html`<li>${text}</li>`;
  expect(html`<ul>${['a', '<'].map(item)}</ul>`.toString()).toBe('<ul><li>a</li><li>&#60;</li></ul>');
});

test('characters that hide or reorder text are spelled out', () => {
  expect(html`${'a\u0000b\u001bc\u202ed\ud800e\u{e0041}'}`.toString()).toBe(
    'a⟨U+0000⟩b⟨U+001B⟩c⟨U+202E⟩d⟨U+D800⟩e⟨U+E0041⟩',
  );
});

test('tabs, line ends and joined emoji stay as they are', () => {
  expect(html`${'\t\n👩‍🔬'}`.toString()).toBe('\t\n👩‍🔬');
});

test('whatever the text, a parser finds one element with one attribute and no other', () => {
  fc.assert(
    fc.property(
      fc
        .string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '`', '/', '=', ' ', 'a', '\n', '-', '!') })
        .map((text) => `x${text}x`),
      (text) => {
        const { document } = parseHTML(
          html`<!doctype html><html><body><p title="${text}">${text}</p></body></html>`.toString(),
        );
        const paragraph = document.querySelector('p');
        expect(document.body.childNodes.length).toBe(1);
        expect(paragraph?.attributes.length).toBe(1);
        expect(paragraph?.getAttribute('title')).toBe(text);
        expect(paragraph?.textContent).toBe(text);
      },
    ),
  );
});
