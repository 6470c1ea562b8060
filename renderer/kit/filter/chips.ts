/**
 * Cuts a filter's text at the `and`s of its outermost level, so that each condition can be a chip. Null when the
 * outermost level holds an `or`: then the filter is one chip, because parts of it mean nothing alone.
 */
export function splitConditions(filter: string): readonly string[] | null {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < filter.length; at++) {
    const char = filter[at];
    if (quoted) {
      if (char === '\\') at++;
      else if (char === '"') quoted = false;
      continue;
    }
    if (char === '"') quoted = true;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    if (depth !== 0 || (at > 0 && !/[\s)]/.test(filter[at - 1] ?? ''))) continue;
    const joint = /^(and|or)(?=[\s(])/i.exec(filter.slice(at, at + 4))?.[1]?.toLowerCase();
    if (joint === 'or') return null;
    if (joint === 'and') {
      parts.push(filter.slice(start, at).trim());
      start = at + 3;
      at += 2;
    }
  }
  parts.push(filter.slice(start).trim());
  return parts.filter((part) => part !== '');
}
