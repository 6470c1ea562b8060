import type { SeriesStyle } from './palette.ts';
import { shapePath } from './shape-path.ts';

/** SVG paint for a series: its colour, with a pattern over it that can be told apart without colour. */
export function paintOf(style: SeriesStyle, prefix: string): string {
  return style.pattern === 'solid' ? style.color : `url(#${prefix}-${style.key})`;
}

/** Pattern definitions of a chart. `prefix` keeps ids apart when several charts share a page. */
export function Patterns({ styles, prefix }: { readonly styles: readonly SeriesStyle[]; readonly prefix: string }) {
  return (
    <defs>
      {styles.map((style) => (
        <SeriesPattern key={style.key} style={style} id={`${prefix}-${style.key}`} />
      ))}
    </defs>
  );
}

const OVER = 'var(--uc-chart-surface)';

function SeriesPattern({ style, id }: { readonly style: SeriesStyle; readonly id: string }) {
  switch (style.pattern) {
    case 'solid':
      return null;
    case 'diagonal':
      return (
        <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={6} height={6} fill={style.color} />
          <rect width={1.4} height={6} fill={OVER} opacity={0.75} />
        </pattern>
      );
    case 'dots':
      return (
        <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse">
          <rect width={6} height={6} fill={style.color} />
          <circle cx={3} cy={3} r={1.1} fill={OVER} opacity={0.85} />
        </pattern>
      );
    case 'lines':
      return (
        <pattern id={id} width={6} height={5} patternUnits="userSpaceOnUse">
          <rect width={6} height={5} fill={style.color} />
          <rect width={6} height={1.2} fill={OVER} opacity={0.8} />
        </pattern>
      );
    case 'outline':
      return (
        <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width={5} height={5} fill={OVER} />
          <rect width={2} height={5} fill={style.color} opacity={0.7} />
        </pattern>
      );
  }
}

/** A legend's swatch: the same paint as in the chart. */
export function Swatch({ style, size = 12 }: { readonly style: SeriesStyle; readonly size?: number }) {
  const prefix = `swatch-${size}`;
  return (
    <svg width={size} height={size} aria-hidden="true" focusable="false" style={{ flexShrink: 0 }}>
      <Patterns styles={[style]} prefix={prefix} />
      <rect
        x={0.5}
        y={0.5}
        width={size - 1}
        height={size - 1}
        rx={2}
        fill={paintOf(style, prefix)}
        stroke={style.color}
      />
    </svg>
  );
}

/** A legend's mark: the same shape as the dots in the chart. */
export function MarkSwatch({ style, size = 14 }: { readonly style: SeriesStyle; readonly size?: number }) {
  return (
    <svg width={size} height={size} aria-hidden="true" focusable="false" style={{ flexShrink: 0 }}>
      <path
        d={shapePath(style.shape, size * 0.36)}
        transform={`translate(${size / 2} ${size / 2})`}
        fill={style.color}
      />
    </svg>
  );
}
