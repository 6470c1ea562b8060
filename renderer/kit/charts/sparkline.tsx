const MOST_STEP = 8;

/**
 * A trend in a table cell: bars from zero, drawn without axes, its ends said in words. An empty list is no trend and draws a dash.
 */
export function Sparkline({
  values,
  label,
  width = 88,
  height = 20,
}: {
  readonly values: readonly number[];
  /** What is drawn, with its figures: read out and shown on hover. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}) {
  const most = Math.max(0, ...values);
  if (most === 0) return <span title={label}>–</span>;
  // Few values do not become wide blocks: they stand at the end, where the newest is.
  const step = Math.min(MOST_STEP, width / values.length);
  const start = width - step * values.length;
  const bar = Math.max(1, step - (step > 3 ? 1 : 0));
  // One path for all bars: a table shows hundreds of these at once.
  const path = values
    .map((value, index) => {
      if (value === 0) return '';
      const tall = Math.max(1, (value / most) * (height - 1));
      return `M${(start + index * step).toFixed(1)} ${height}h${bar.toFixed(1)}v${(-tall).toFixed(1)}h${(-bar).toFixed(1)}z`;
    })
    .join('');
  return (
    <svg width={width} height={height} role="img" aria-label={label} style={{ display: 'block' }}>
      <title>{label}</title>
      <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} stroke="var(--uc-chart-line)" />
      <path d={path} fill="var(--uc-chart-mark)" />
    </svg>
  );
}
