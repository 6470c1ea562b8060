import { placesOf, placesText } from './places-text.ts';

/**
 * Where the user was on the entries of the browser's history: what a page wants to find again when back, forward or a reload brings it.
 * It is kept while the window stands; an entry's id is in the history itself.
 */
const places = new Map<string, unknown>();
const MOST = 200;
const STORE = 'undercast.places';
const keepers = new Set<() => void>();

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

/** Calls back when the page is about to be reloaded: for places that are otherwise kept when what has them goes. @returns what ends it */
export function keepBeforeReload(keep: () => void): () => void {
  keepers.add(keep);
  return () => void keepers.delete(keep);
}

/** Brings the places of before a reload, and keeps those of now for the next; where the browser forbids storage, none. */
export function keepOverReloads(): void {
  try {
    for (const [key, place] of placesOf(sessionStorage.getItem(STORE) ?? '')) places.set(key, place);
    // Whoever duplicates the window has a history of their own from here on.
    sessionStorage.removeItem(STORE);
  } catch {
    return;
  }
  addEventListener('pagehide', () => {
    for (const keep of keepers) keep();
    try {
      sessionStorage.setItem(STORE, placesText(places));
    } catch {
      // No room: the reload begins at the top, as it would without.
    }
  });
}
