/** A text as the pattern of a regular expression that matches just it, with or without the flag u. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
