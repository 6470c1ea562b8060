const LEAF = /\b(?:user|device|source|host|domain)\s*(?::|=|~|contains|is)\s*(?:"((?:[^"\\]|\\.)+)"|([^\s()"]+))/gi;

/** Values that a filter asks of a line's own text, so that they can be marked in it. */
export function filterTerms(filter: string | undefined): readonly string[] {
  return [...(filter ?? '').matchAll(LEAF)].map((match) =>
    (match[1]?.replace(/\\(.)/g, '$1') ?? match[2] ?? '').replace(/^\*+|\*+$/g, ''),
  );
}
