import type { SeriesStyle } from './palette.ts';
import { shapePath } from './shape-path.ts';

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
