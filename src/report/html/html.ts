/**
 * Markup as a value. `Safe` is text that is known to be harmless, and `html` is the way to make it: whatever else
 * is interpolated is escaped, so that forgetting to escape is a type error away from being impossible.
 */

/** Markup. The private field makes the type nominal: no other object passes for it. */
export class Safe {
  readonly #markup: string;

  constructor(markup: string, key: typeof door) {
    if (key !== door) throw new TypeError('Safe is made by html`…` only');
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What a template takes: markup stays, text is escaped, lists are joined, nothing is left out. */
export type Content = Safe | string | number | undefined | readonly Content[];

/** Not exported, so that nobody else can call the constructor. */
const door: unique symbol = Symbol('html');

/** Builds markup. Interpolate in text or inside a quoted attribute value; nowhere else. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Safe {
  const texts = contents.map(markup);
  return new Safe(parts.map((part, index) => part + (texts[index] ?? '')).join(''), door);
}

/** Markup from a source that is not the report: the style sheet, and drawings that were escaped as they were written. */
export function trusted(text: string): Safe {
  return new Safe(text, door);
}

/**
 * Text for element content and quoted attribute values. Characters that no one sees or that reorder what one sees
 * (controls, bidirectional overrides, lone surrogates) are spelled out as `⟨U+202E⟩`, since a report must not lie.
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`).replace(deceptive, spell);
}

/** All that is invisible but tabs, line ends and the joiners that scripts and emoji need. */
const deceptive = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}]/gu;

function spell(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

function markup(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Safe) return content.toString();
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return escapeText(String(content));
  return content.map(markup).join('');
}
