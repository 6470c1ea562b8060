/**
 * The column that PAN-OS calls `misc`: the URL of a URL filtering event; of other threats the URL that brought the file where there
 * is one, else the file's name alone.
 */

const URL_LIKE = /^(?:[a-z]{3,8}:\/\/[^/]|(?:[a-z0-9_-]{1,63}\.){1,20}[a-z]{2,63}(?::\d{1,5})?\/)/i;

/** @returns the value where it is a URL; '' for file names and what else stands there */
export function urlOfMisc(value: string): string {
  let text = value;
  // Some templates quote it, and relays escape the quotes.
  if (text.startsWith('\\"') && text.endsWith('\\"') && text.length > 3) text = text.slice(2, -2);
  else if (text.startsWith('"') && text.endsWith('"') && text.length > 1) text = text.slice(1, -1);
  return URL_LIKE.test(text) ? text : '';
}
