/**
 * Colours that mean something, once for every screen. palette-colors.test.ts checks them: 3:1 against the surface of their theme, and
 * apart from each other under normal, red-, green- and blue-weak sight. A pattern, shape or word always says the same thing again.
 */
export const PALETTE = {
  light: {
    'band-high': '#b3261e',
    'band-medium': '#c27a00',
    'band-low': '#1f6fb5',
    'band-unscored': '#6f7782',
    'band-unmatched': '#868e99',
    'tag-sanctioned': '#12967a',
    'tag-unsanctioned': '#7d1248',
    'tag-monitored': '#6f4fc0',
    'tag-none': '#868e98',
    'chart-surface': '#ffffff',
    'chart-text': '#1f242b',
    'chart-dim': '#59616c',
    'chart-line': '#dfe3e8',
    'chart-mark': '#31568c',
    'chart-land': '#e2e6eb',
    'tile-ink': '#ffffff',
    'tile-ink-medium': '#1f242b',
  },
  dark: {
    'band-high': '#ff6b5e',
    'band-medium': '#f2b84b',
    'band-low': '#5aa9e6',
    'band-unscored': '#9aa3ae',
    'band-unmatched': '#78818c',
    'tag-sanctioned': '#35b08f',
    'tag-unsanctioned': '#ff9ccb',
    'tag-monitored': '#9a7df0',
    'tag-none': '#767f8a',
    'chart-surface': '#1b1f24',
    'chart-text': '#e3e7ec',
    'chart-dim': '#a2abb6',
    'chart-line': '#323941',
    'chart-mark': '#8ab4f2',
    'chart-land': '#343c45',
    'tile-ink': '#14171a',
    'tile-ink-medium': '#14171a',
  },
} as const;

/** The palette as custom properties (`--uc-band-high`), dark under Mantine's dark scheme. */
export function paletteCss(): string {
  const block = (colours: Readonly<Record<string, string>>): string =>
    Object.entries(colours)
      .map(([name, colour]) => `--uc-${name}:${colour};`)
      .join('');
  return `:root{${block(PALETTE.light)}}:root[data-mantine-color-scheme="dark"]{${block(PALETTE.dark)}}`;
}
