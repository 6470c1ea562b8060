/**
 * What turns the direction of the text around it or has no width, for the class of a regular expression with `u`; joiners (U+200C, U+200D)
 * are not among them: Persian is written with them.
 */
export const HIDDEN = '\\u00ad\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\u{e0000}-\\u{e007f}';

/**
 * Characters of logged text that a screen would obey instead of showing: controls, and those that turn the direction of what
 * follows or have no width. Shown as their code, so that a file name that reads backwards reads as what it is; in JSON escaped.
 */
const OBEYED = new RegExp(`[^\\P{Cc}\\t\\n]|[\\u200c\\u200d${HIDDEN}]`, 'gu');

function code(char: string): string {
  return `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** The text with every such character as its code; tabs and line feeds stay. */
export function visibleText(text: string): string {
  return text.replace(OBEYED, code);
}

/** As `JSON.stringify` writes it, with all of them escaped: it reads back as the same value. */
export function inertJson(value: unknown, replacer?: (key: string, part: unknown) => unknown): string {
  return JSON.stringify(value, replacer).replace(OBEYED, escaped);
}

function escaped(char: string): string {
  // By halves of surrogate pairs, as JSON has it.
  return [...Array(char.length).keys()].map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}

/** Cut to a length that a view can hold. @returns the shown part, and how many characters were left out */
export function cutText(text: string, most: number): { readonly shown: string; readonly left: number } {
  if (text.length <= most) return { shown: visibleText(text), left: 0 };
  // Not through the middle of a pair of surrogates.
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return { shown: visibleText(text.slice(0, end)), left: text.length - end };
}

/** In one short line, for a label: line ends shown as their code too, cut with an ellipsis. */
export function shortText(text: string, most = 200): string {
  const { shown, left } = cutText(text, most);
  return `${shown.replaceAll('\n', code)}${left > 0 ? '…' : ''}`;
}
