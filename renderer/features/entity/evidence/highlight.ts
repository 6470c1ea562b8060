export interface TextPart {
  readonly at: number;
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts a text at every place where one of the terms stands, letter case ignored; the longest term wins where several start. */
export function highlight(text: string, terms: readonly string[]): readonly TextPart[] {
  const wanted = [...new Set(terms.map((term) => term.toLowerCase()).filter((term) => term.length > 1))].sort(
    (a, b) => b.length - a.length,
  );
  const parts: TextPart[] = [];
  const lower = text.toLowerCase();
  // Lower-casing may change a text's length (İ); then places would be wrong, so nothing is marked.
  if (lower.length !== text.length || wanted.length === 0) return [{ at: 0, text, marked: false }];
  let plain = 0;
  for (let at = 0; at < text.length; ) {
    const term = wanted.find((one) => lower.startsWith(one, at));
    if (term === undefined) {
      at++;
      continue;
    }
    if (at > plain) parts.push({ at: plain, text: text.slice(plain, at), marked: false });
    parts.push({ at, text: text.slice(at, at + term.length), marked: true });
    at += term.length;
    plain = at;
  }
  if (plain < text.length) parts.push({ at: plain, text: text.slice(plain), marked: false });
  return parts;
}
