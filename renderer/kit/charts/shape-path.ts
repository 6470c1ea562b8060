import type { SeriesStyle } from './palette.ts';

/** Outline of a mark about the origin; areas are alike, so that no shape looks more important. */
export function shapePath(shape: SeriesStyle['shape'], r: number): string {
  switch (shape) {
    case 'circle':
      return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    case 'square': {
      const s = r * 0.9;
      return `M${-s} ${-s}h${2 * s}v${2 * s}h${-2 * s}z`;
    }
    case 'diamond': {
      const d = r * 1.2;
      return `M0 ${-d}L${d} 0L0 ${d}L${-d} 0z`;
    }
    case 'triangle': {
      const t = r * 1.25;
      return `M0 ${-t}L${t * 0.95} ${t * 0.7}L${-t * 0.95} ${t * 0.7}z`;
    }
    case 'cross': {
      const a = r;
      const b = r * 0.38;
      return `M${-b} ${-a}h${2 * b}v${a - b}h${a - b}v${2 * b}h${b - a}v${a - b}h${-2 * b}v${b - a}h${b - a}v${-2 * b}h${a - b}z`;
    }
  }
}
