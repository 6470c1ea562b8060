import { describe, expect, it } from 'vitest';
import { PALETTE } from './palette-colors.ts';

type Rgb = readonly [number, number, number];

function rgb(hex: string): Rgb {
  const channel = (at: number): number => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return [channel(1), channel(3), channel(5)];
}
const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

// Full-strength colour vision deficiency after Machado, Oliveira and Fernandes (2009), on linear RGB.
const SIGHT: Readonly<Record<string, readonly [Rgb, Rgb, Rgb]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
function seen(colour: Rgb, sight: readonly [Rgb, Rgb, Rgb]): Rgb {
  const row = (r: Rgb): number => Math.max(0, r[0] * colour[0] + r[1] * colour[1] + r[2] * colour[2]);
  return oklab([row(sight[0]), row(sight[1]), row(sight[2])]);
}
function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

describe.each(Object.entries(PALETTE))('palette in the %s theme', (_name, colours) => {
  const get = (name: keyof typeof colours): Rgb => rgb(colours[name]);
  const bands = ['band-high', 'band-medium', 'band-low', 'band-unscored', 'band-unmatched'] as const;
  const tags = ['tag-sanctioned', 'tag-unsanctioned', 'tag-monitored', 'tag-none'] as const;

  it.each([...bands, ...tags, 'chart-mark'] as const)('%s stands out 3:1 from the surface', (name) => {
    expect(contrast(get(name), get('chart-surface'))).toBeGreaterThanOrEqual(3);
  });

  it.each(['chart-text', 'chart-dim'] as const)('%s is readable at 4.5:1', (name) => {
    expect(contrast(get(name), get('chart-surface'))).toBeGreaterThanOrEqual(4.5);
  });

  it('keeps the figure on a score tile readable at 4.5:1', () => {
    for (const band of ['band-high', 'band-low', 'band-unscored'] as const) {
      expect(contrast(get('tile-ink'), get(band)), band).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(get('tile-ink-medium'), get('band-medium'))).toBeGreaterThanOrEqual(4.5);
  });

  // The three bands that carry a judgement, and the three tags, must never be taken for each other by colour alone.
  it.each(Object.entries(SIGHT))('keeps bands and tags apart under %s', (_sight, matrix) => {
    for (const set of [bands.slice(0, 3), tags.slice(0, 3)]) {
      for (const [index, a] of set.entries()) {
        for (const b of set.slice(index + 1)) {
          expect(distance(seen(get(a), matrix), seen(get(b), matrix)), `${a} and ${b}`).toBeGreaterThan(0.085);
        }
      }
    }
  });
});
