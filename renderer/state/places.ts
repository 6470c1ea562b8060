/**
 * Where the user was on the entries of the browser's history: what a page wants to find again when back or forward brings it. It is
 * kept while the window stands; an entry's id is in the history itself.
 */
const places = new Map<string, unknown>();
const MOST = 200;

/** Id of the present entry of the history. */
export function currentEntry(): string {
  return (history.state as { readonly entry?: string } | null)?.entry ?? 'none';
}

/** Gives the entry that a link or the address bar made an id; those made here have one. */
export function nameEntry(): void {
  if (currentEntry() !== 'none') return;
  history.replaceState({ ...(history.state as object | null), entry: crypto.randomUUID() }, '');
}

export function placeOf<P>(key: string): P | undefined {
  // Whoever asks by a key is who kept something under it.
  return places.get(key) as P | undefined;
}

export function keepPlace(key: string, place: unknown): void {
  places.delete(key);
  places.set(key, place);
  const [oldest] = places.keys();
  if (places.size > MOST && oldest !== undefined) places.delete(oldest);
}

/** Another workspace has other rows. */
export function forgetPlaces(): void {
  places.clear();
}
