/** Places as text, for the moment of a reload. Pure. */

/** Characters of all of them; of more the newest are kept. */
const MOST_TEXT = 400_000;

/** Which rows are chosen is sets and maps, which JSON does not know. */
function packed(_: string, value: unknown): unknown {
  if (value instanceof Set) return { $set: [...value] };
  return value instanceof Map ? { $map: [...value] } : value;
}

function unpacked(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$set' in value && Array.isArray(value.$set)) return new Set(value.$set);
  return '$map' in value && Array.isArray(value.$map) ? new Map(value.$map) : value;
}

export function placesText(places: ReadonlyMap<string, unknown>): string {
  const kept: string[] = [];
  let left = MOST_TEXT;
  for (const place of [...places].reverse()) {
    const text = JSON.stringify(place, packed);
    left -= text.length;
    if (left < 0) break;
    kept.unshift(text);
  }
  return `[${kept.join(',')}]`;
}

/** The places of a text; none of one that is no such text. */
export function placesOf(text: string): readonly (readonly [string, unknown])[] {
  try {
    const places: unknown = JSON.parse(text, unpacked);
    if (!Array.isArray(places)) return [];
    return places.filter((one): one is [string, unknown] => Array.isArray(one) && typeof one[0] === 'string');
  } catch {
    return [];
  }
}
