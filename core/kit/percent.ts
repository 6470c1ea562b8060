/** In: a text in which octets may be written as `%41` (RFC 3986, 2.1). Out: the text; as it came where that is no such spelling. */
export function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
