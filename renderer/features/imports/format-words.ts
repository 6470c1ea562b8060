/** Named one by one: an import of a folder may hold dozens. */
const NAMED = 3;
/** What files have whose text no format knows. */
const UNKNOWN = 'unknown';

/**
 * Formats of an import's files, those of most files first, and how many there are besides.
 * @param ids one of each file
 * @returns '' where no file has a format
 */
export function formatsText(ids: readonly string[], titleOf: (id: string) => string): string {
  const files = new Map<string, number>();
  for (const id of ids) if (id !== UNKNOWN) files.set(id, (files.get(id) ?? 0) + 1);
  const titles = [...files].sort((a, b) => b[1] - a[1]).map(([id]) => titleOf(id));
  const rest = titles.length - NAMED;
  // One more is as short by its name.
  return rest <= 1 ? titles.join(', ') : `${titles.slice(0, NAMED).join(', ')} and ${rest} more formats`;
}
