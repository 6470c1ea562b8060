import { createJSONStorage, type PersistOptions } from 'zustand/middleware';

/** Storage settings of a UI slice: small, local, and never fatal when the browser forbids storage. */
export function persisted<T>(name: string, version: number): PersistOptions<T, T> {
  return { name: `undercast.${name}`, version, storage: safeStorage<T>() };
}

function safeStorage<T>() {
  return createJSONStorage<T>(() => {
    try {
      localStorage.getItem('undercast.probe');
      return localStorage;
    } catch {
      const memory = new Map<string, string>();
      return {
        getItem: (key) => memory.get(key) ?? null,
        setItem: (key, value) => void memory.set(key, value),
        removeItem: (key) => void memory.delete(key),
      };
    }
  });
}
