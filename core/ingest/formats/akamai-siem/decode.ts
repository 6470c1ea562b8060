/** In: a text in which every octet may be written `%41`. Out: the text; as it came where that is no such spelling. */
export function decodedText(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
