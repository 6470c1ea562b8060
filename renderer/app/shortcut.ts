/** Shortcuts as data: `mod+k`, `shift+?`, or two keys one after the other, `g d`. */
const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** A shortcut as the user reads it: "Ctrl K", "g d". */
export function shortcutText(shortcut: string): string {
  if (shortcut.includes(' ')) return shortcut;
  return shortcut
    .split('+')
    .map((part) => (part === 'mod' ? (isMac ? '⌘' : 'Ctrl') : part.length === 1 ? part.toUpperCase() : titled(part)))
    .join(' ');
}

function titled(part: string): string {
  return part.charAt(0).toUpperCase() + part.slice(1);
}

interface Stroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The stroke in the notation of shortcuts: `mod+k`, `?`, `g`. Shift is part of the key it makes. */
export function strokeText(stroke: Stroke): string {
  const mod = isMac ? stroke.metaKey : stroke.ctrlKey;
  const parts = [mod ? 'mod' : '', stroke.altKey ? 'alt' : ''].filter((part) => part !== '');
  return [...parts, stroke.key.length === 1 ? stroke.key.toLowerCase() : stroke.key].join('+');
}
