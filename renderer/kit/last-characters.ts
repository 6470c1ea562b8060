/** The last characters of a text, `count` UTF-16 units at most: no pair is cut in two. */
export function lastCharacters(text: string, count: number): string {
  const last = text.slice(-count);
  return /^[\uDC00-\uDFFF]/.test(last) ? last.slice(1) : last;
}
