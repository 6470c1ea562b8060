/**
 * Cuts a filter's text at the `and`s of its outermost level, so that each condition can be a chip. Null when the
 * outermost level holds an `or`: then the filter is one chip, because parts of it mean nothing alone.
 */
export function splitConditions(filter: string): readonly string[] | null {
  return splitAt(filter, 'and');
}

/** The alternatives of a condition that is `a or b`, in brackets or not; itself where it is one. Null where an `and` joins them. */
export function splitAlternatives(condition: string): readonly string[] | null {
  const text = condition.trim();
  return splitAt(isBracketed(text) ? text.slice(1, -1) : text, 'or');
}

/** Whether one pair of brackets is around the whole. */
function isBracketed(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    if (depth === 0) return at === text.length - 1;
  }
  return false;
}

function splitAt(filter: string, by: 'and' | 'or'): readonly string[] | null {
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
    if (joint === undefined) continue;
    if (joint !== by) return null;
    parts.push(filter.slice(start, at).trim());
    start = at + joint.length;
    at += joint.length - 1;
  }
  parts.push(filter.slice(start).trim());
  return parts.filter((part) => part !== '');
}
