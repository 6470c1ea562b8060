import { useSyncExternalStore } from 'react';

/** Width and height of the view, then fill and path data by turns. */
type Icon = readonly [number, number, ...string[]];
type Icons = Readonly<Record<string, Icon>>;

let icons: Icons | null = null;
let asked = false;
const listeners = new Set<() => void>();

/** Loaded once, beside the page: it weighs more than the rest of a first screen. Without it letters stay. */
async function load(): Promise<void> {
  const { default: text } = await import('./app-icons.txt?raw');
  icons = JSON.parse(text) as Icons;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!asked) {
    asked = true;
    load().catch(() => undefined);
  }
  return () => listeners.delete(listener);
}

/** The icon of an app by its id in the catalog; null while icons load, and for apps that have none. */
export function useAppIcon(id: string): Icon | null {
  const all = useSyncExternalStore(subscribe, () => icons);
  return all !== null && Object.hasOwn(all, id) ? (all[id] ?? null) : null;
}
