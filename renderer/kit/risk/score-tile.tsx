import { BAND_STYLE, type Band } from '../charts/palette.ts';
import { formatShare, MISSING } from '../format.ts';
import './risk.css';

export interface ScoreFacts {
  readonly score: number | null;
  readonly scoreLow: number;
  readonly scoreHigh: number;
  readonly scoreBasis: 'scored' | 'estimated' | 'unscored' | 'override';
  readonly coverage: number;
  readonly band: Band;
}

const BASIS: Readonly<Record<ScoreFacts['scoreBasis'], string>> = {
  scored: '',
  estimated: 'Estimated: little is known, so most of the score is assumed.',
  unscored: 'Not scored: nothing is known about this app yet.',
  override: 'Set by hand in this workspace.',
};

const points = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** The interval and what is known, in one line for tooltips and screen readers. */
export function scoreText(facts: ScoreFacts): string {
  const score = facts.score === null ? 'No score' : `Score ${facts.score} of 10`;
  const band = facts.score === null ? '' : `, ${BAND_STYLE[facts.band].label.toLowerCase()}`;
  const interval = `between ${points.format(facts.scoreLow)} and ${points.format(facts.scoreHigh)} whatever is still unknown`;
  return `${score}${band}; ${interval}; ${formatShare(facts.coverage)} of the weight is known. ${BASIS[facts.scoreBasis]}`.trim();
}

const SIZE = 26;
const RADIUS = 12;
const ROUND = 2 * Math.PI * RADIUS;

/**
 * The score as a number in its band's colour; the ring around it is the share that is known. An estimate carries a tilde and an
 * override a dot, so that neither can be taken for a measured score.
 */
export function ScoreTile({ facts, large = false }: { readonly facts: ScoreFacts; readonly large?: boolean }) {
  const text = scoreText(facts);
  const scale = large ? 1.7 : 1;
  const mark = facts.scoreBasis === 'estimated' ? '~' : facts.scoreBasis === 'override' ? '•' : '';
  return (
    <span className="uc-score" data-band={facts.band} data-basis={facts.scoreBasis} data-tip={text}>
      <svg width={SIZE * scale} height={SIZE * scale} viewBox="0 0 26 26" role="img" aria-label={text}>
        <circle cx={13} cy={13} r={RADIUS} fill="none" stroke="var(--uc-chart-line)" strokeWidth={2} />
        <circle
          cx={13}
          cy={13}
          r={RADIUS}
          fill="none"
          stroke={BAND_STYLE[facts.band].color}
          strokeWidth={2}
          strokeDasharray={`${ROUND * facts.coverage} ${ROUND}`}
          transform="rotate(-90 13 13)"
        />
        <circle cx={13} cy={13} r={9.6} className="uc-score__disc" />
        <text
          x={13}
          y={13}
          dy="0.36em"
          textAnchor="middle"
          fontSize={facts.score === 10 || mark !== '' ? 9.5 : 11}
          fontWeight={650}
          className="uc-score__text"
        >
          {facts.score === null ? MISSING : `${mark}${facts.score}`}
        </text>
      </svg>
    </span>
  );
}
