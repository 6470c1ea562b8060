/** Named one by one: an import of a folder may hold dozens. */
const NAMED = 3;
/** What files have whose text no format knows. */
const UNKNOWN = 'unknown';

/**
 * Formats of an import's files, those of most files first, and how many there are besides.
 * @param counts how many files were read as each
 * @returns '' where no file has a format
 */
export function formatsText(counts: Readonly<Record<string, number>>, titleOf: (id: string) => string): string {
  const files = Object.entries(counts).filter(([id]) => id !== UNKNOWN);
  const titles = files.sort((a, b) => b[1] - a[1]).map(([id]) => titleOf(id));
  const rest = titles.length - NAMED;
  // One more is as short by its name.
  return rest <= 1 ? titles.join(', ') : `${titles.slice(0, NAMED).join(', ')} and ${rest} more formats`;
}
