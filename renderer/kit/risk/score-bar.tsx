import { BAND_STYLE, type Band } from '../charts/palette.ts';
import { formatShare, MISSING } from '../format.ts';

const points = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

export interface ScoreBarFacts {
  readonly score: number | null;
  readonly low: number;
  readonly high: number;
  readonly coverage: number;
  readonly band: Band;
  /** Importance of the category in the whole score. */
  readonly weight: number;
}

/** One sub-score from 0 to 10: a bar to the score, a bracket for the interval that the unknown leaves open. */
export function ScoreBar({
  title,
  facts,
  width = 180,
}: {
  readonly title: string;
  readonly facts: ScoreBarFacts;
  readonly width?: number;
}) {
  const x = (value: number): number => (Math.min(10, Math.max(0, value)) / 10) * width;
  const figure = facts.score === null ? MISSING : points.format(facts.score);
  const spoken = `${title}: ${facts.score === null ? 'no score' : `${figure} of 10`}, between ${points.format(facts.low)} and ${points.format(facts.high)}, ${formatShare(facts.coverage)} known`;
  return (
    <div className="uc-scorebar" title={spoken}>
      <span className="uc-scorebar__title">{title}</span>
      <svg width={width} height={14} role="img" aria-label={spoken}>
        <rect y={4} width={width} height={6} rx={3} fill="var(--uc-chart-line)" />
        {facts.score !== null && (
          <rect y={4} width={Math.max(2, x(facts.score))} height={6} rx={3} fill={BAND_STYLE[facts.band].color} />
        )}
        <path
          d={`M${x(facts.low) + 0.5} 1v12M${x(facts.low)} 7H${x(facts.high)}M${x(facts.high) - 0.5} 1v12`}
          stroke="var(--uc-chart-text)"
          strokeWidth={1}
          fill="none"
        />
      </svg>
      <span className="uc-num uc-scorebar__figure">{figure}</span>
      <span className="uc-num uc-scorebar__range">
        {points.format(facts.low)}–{points.format(facts.high)}
      </span>
      <span className="uc-num uc-scorebar__known">{formatShare(facts.coverage)} known</span>
    </div>
  );
}
