import { useSyncExternalStore } from 'react';
import { currentEntry, nameEntry } from './places.ts';

/**
 * Where the user is lives in the fragment (`#/discovery/apps?range=7d`): it needs nothing from whoever serves the page
 * (custom protocol, loopback server), and back, forward and reload work the same everywhere.
 */
function fragment(): string {
  const raw = location.hash.slice(1);
  return raw.startsWith('/') ? raw : '/';
}

const listeners = new Set<() => void>();
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    nameEntry();
    addEventListener('hashchange', tell);
    addEventListener('popstate', tell);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      removeEventListener('hashchange', tell);
      removeEventListener('popstate', tell);
    }
  };
}
function tell(): void {
  nameEntry();
  for (const listener of [...listeners]) listener();
}

/** Goes to a place inside the console, given as `/path?search`. */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  if (to === fragment()) return;
  const address = `${location.pathname}${location.search}#${to}`;
  if (options.replace === true) history.replaceState({ entry: currentEntry() }, '', address);
  else history.pushState({ entry: crypto.randomUUID() }, '', address);
  tell();
}

export function currentPath(): string {
  return fragment().split('?', 1)[0] ?? '/';
}
export function currentSearch(): string {
  const at = fragment().indexOf('?');
  return at === -1 ? '' : fragment().slice(at + 1);
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, currentPath);
}
export function useSearchText(): string {
  return useSyncExternalStore(subscribe, currentSearch);
}

/** Changes some of the search parameters and keeps the others; null removes one. */
export function setSearch(
  changes: Readonly<Record<string, string | null>>,
  options: { readonly replace?: boolean } = {},
): void {
  const params = new URLSearchParams(currentSearch());
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') params.delete(key);
    else params.set(key, value);
  }
  const text = params.toString();
  navigate(text === '' ? currentPath() : `${currentPath()}?${text}`, options);
}

const CARRIED = ['range', 'from', 'to', 'streams', 'view'];

/** The address of a page with the time range and streams of the present one: they apply to every page. */
export function hrefWithScope(path: string, extra: Readonly<Record<string, string>> = {}): string {
  const now = new URLSearchParams(currentSearch());
  const params = new URLSearchParams();
  for (const key of CARRIED) {
    const value = now.get(key);
    if (value !== null) params.set(key, value);
  }
  for (const [key, value] of Object.entries(extra)) params.set(key, value);
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}
