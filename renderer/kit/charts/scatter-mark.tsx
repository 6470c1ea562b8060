import type { SeriesStyle } from './palette.ts';

/** A dot whose shape says its band again: triangle high, diamond medium, circle low, square not scored. */
export function ScatterMark(props: {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly style: SeriesStyle;
  readonly hollow: boolean;
  readonly marked: boolean;
  readonly onPoint: () => void;
  readonly onLeave: () => void;
  readonly onOpen: () => void;
}) {
  const { x, y, radius, style } = props;
  return (
    // The keyboard reaches dots through the plot's arrow keys: hundreds of tab stops would help nobody.
    // biome-ignore lint/a11y/noStaticElementInteractions: pointer part of a control whose keyboard part is the plot
    <g
      onMouseEnter={props.onPoint}
      onMouseLeave={props.onLeave}
      onClick={props.onOpen}
      cursor="pointer"
      transform={`translate(${x} ${y})`}
    >
      <path
        d={shapePath(style.shape, radius)}
        fill={props.hollow ? 'var(--uc-chart-surface)' : style.color}
        fillOpacity={props.hollow ? 0.9 : 0.75}
        stroke={props.marked ? 'var(--uc-chart-text)' : style.color}
        strokeWidth={props.marked ? 2.5 : props.hollow ? 1.8 : 1}
        strokeDasharray={props.hollow ? '3 2' : undefined}
      />
    </g>
  );
}

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
