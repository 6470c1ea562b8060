import { fitText } from './fit-text.ts';

/** Label of a horizontal bar: a link to the rows behind it, reachable by keyboard. */
export function BarLabel({
  x,
  y,
  width,
  text,
  figure,
  figureX,
  spoken,
  onOpen,
}: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly text: string;
  /** The bar's figure, in a column at the right edge. */
  readonly figure: string;
  readonly figureX: number;
  /** Label and figure together, for screen readers. */
  readonly spoken: string;
  readonly onOpen: (() => void) | undefined;
}) {
  const value = (
    <text x={figureX} y={y} dy="0.35em" textAnchor="end" fontSize={12} fill="var(--uc-chart-text)">
      {figure}
    </text>
  );
  const label = (
    <>
      <title>{text}</title>
      <text x={x} y={y} dy="0.35em" textAnchor="start" fontSize={12} fill="var(--uc-chart-text)">
        {fitText(text, width)}
      </text>
    </>
  );
  if (onOpen === undefined) {
    return (
      <g>
        {label}
        {value}
      </g>
    );
  }
  return (
    <g>
      {/* An SVG has no button element; role, focus and keys make this one. */}
      {/* biome-ignore lint/a11y/useSemanticElements: there is no button inside an SVG */}
      <g
        role="button"
        tabIndex={0}
        aria-label={spoken}
        className="uc-barlabel"
        onClick={onOpen}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ' ') return;
          event.preventDefault();
          onOpen();
        }}
      >
        <rect x={x - 2} y={y - 10} width={width} height={20} fill="transparent" />
        {label}
      </g>
      {value}
    </g>
  );
}
