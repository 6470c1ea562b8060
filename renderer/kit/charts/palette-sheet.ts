import { paletteCss } from './palette-colors.ts';

// The palette lives in TypeScript, where its test can read it. A constructed sheet needs no inline style, so the strict content
// security policy stays as it is.
if (typeof document !== 'undefined') {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(paletteCss());
  document.adoptedStyleSheets.push(sheet);
}
