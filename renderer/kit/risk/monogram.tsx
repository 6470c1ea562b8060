/** Distinct, calm hues for monograms; white text on each is at least 4.5:1. */
const TONES = [
  '#345995',
  '#5b4a9c',
  '#7a3e7d',
  '#98385b',
  '#8a4b2a',
  '#5f6420',
  '#2f6b3c',
  '#1f6a6d',
  '#4a5a6a',
  '#6a4f3b',
] as const;

/** First letters of an app's name: "Google Drive" is GD, "box" is BO. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const [first = '', second] = words;
  const letters =
    second === undefined ? [...first].slice(0, 2).join('') : `${[...first][0] ?? ''}${[...second][0] ?? ''}`;
  return letters === '' ? '?' : letters.toLocaleUpperCase();
}

function toneOf(id: string): string {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return TONES[hash % TONES.length] ?? TONES[0];
}

/** An app's mark where no icon of its own is bundled: a letter pair in a steady colour is as quick to find. */
export function Monogram({
  id,
  name,
  size = 22,
}: {
  readonly id: string;
  readonly name: string;
  readonly size?: number;
}) {
  return (
    <span
      className="uc-monogram"
      aria-hidden
      style={{ width: size, height: size, fontSize: Math.round(size * 0.44), background: toneOf(id) }}
    >
      {initialsOf(name)}
    </span>
  );
}
