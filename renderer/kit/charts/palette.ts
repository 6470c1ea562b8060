import type { BandLimits } from '../../../core/model/app.ts';
import './palette-sheet.ts';

/** What a colour stands for on every chart: the score bands and tags, each with its word, pattern and mark. */
export const BANDS = ['high', 'medium', 'low', 'unscored'] as const;
export type Band = (typeof BANDS)[number];
/** Traffic split by band has a fifth part: destinations that are no app of the catalog. */
export const TRAFFIC_BANDS = [...BANDS, 'unmatched'] as const;
export type TrafficBand = (typeof TRAFFIC_BANDS)[number];
export const TAG_KEYS = ['sanctioned', 'unsanctioned', 'monitored', 'none'] as const;
export type TagKey = (typeof TAG_KEYS)[number];

export interface SeriesStyle {
  readonly key: string;
  readonly label: string;
  /** CSS colour. */
  readonly color: string;
  /** Second signal beside colour; `solid` is one too, as no other series of the set has it. */
  readonly pattern: 'solid' | 'diagonal' | 'dots' | 'lines' | 'outline';
  readonly shape: 'circle' | 'triangle' | 'square' | 'diamond' | 'cross';
}

export const BAND_STYLE: Readonly<Record<TrafficBand, SeriesStyle>> = {
  high: { key: 'high', label: 'High risk', color: 'var(--uc-band-high)', pattern: 'diagonal', shape: 'triangle' },
  medium: { key: 'medium', label: 'Medium risk', color: 'var(--uc-band-medium)', pattern: 'dots', shape: 'diamond' },
  low: { key: 'low', label: 'Low risk', color: 'var(--uc-band-low)', pattern: 'solid', shape: 'circle' },
  unscored: {
    key: 'unscored',
    label: 'Not scored',
    color: 'var(--uc-band-unscored)',
    pattern: 'lines',
    shape: 'square',
  },
  unmatched: {
    key: 'unmatched',
    label: 'Unmatched',
    color: 'var(--uc-band-unmatched)',
    pattern: 'outline',
    shape: 'cross',
  },
};

export const TAG_STYLE: Readonly<Record<TagKey, SeriesStyle>> = {
  sanctioned: {
    key: 'sanctioned',
    label: 'Sanctioned',
    color: 'var(--uc-tag-sanctioned)',
    pattern: 'lines',
    shape: 'circle',
  },
  unsanctioned: {
    key: 'unsanctioned',
    label: 'Unsanctioned',
    color: 'var(--uc-tag-unsanctioned)',
    pattern: 'diagonal',
    shape: 'triangle',
  },
  monitored: {
    key: 'monitored',
    label: 'Monitored',
    color: 'var(--uc-tag-monitored)',
    pattern: 'dots',
    shape: 'diamond',
  },
  none: { key: 'none', label: 'No tag', color: 'var(--uc-tag-none)', pattern: 'solid', shape: 'square' },
};

/** Score ranges of the bands, as legends say them: `0–3`. */
export function bandRange(band: Exclude<Band, 'unscored'>, { high, medium }: BandLimits): string {
  const [from, to] = band === 'high' ? [0, high] : band === 'medium' ? [high + 1, medium] : [medium + 1, 10];
  return from === to ? String(from) : `${from}–${to}`;
}

/** Parts that have no meaning of their own (apps, kinds of activities), by their rank: told by pattern, not by hue. The last is the rest. */
export const PART_STYLES: readonly SeriesStyle[] = (['solid', 'diagonal', 'dots', 'lines', 'outline'] as const).map(
  (pattern, at) => ({
    key: `part-${at}`,
    label: '',
    color: pattern === 'outline' ? 'var(--uc-chart-dim)' : 'var(--uc-chart-mark)',
    pattern,
    shape: (['circle', 'triangle', 'diamond', 'square', 'cross'] as const)[at] ?? 'circle',
  }),
);

type OutcomeKey = 'success' | 'failure' | 'unknown';

/** Whether activities came about. Shares the bands' colours: what is worrying is red wherever it stands. */
export const OUTCOME_STYLE: Readonly<Record<OutcomeKey, SeriesStyle>> = {
  success: { key: 'success', label: 'Succeeded', color: 'var(--uc-band-low)', pattern: 'solid', shape: 'circle' },
  failure: { key: 'failure', label: 'Failed', color: 'var(--uc-band-high)', pattern: 'diagonal', shape: 'triangle' },
  unknown: { key: 'unknown', label: 'Not said', color: 'var(--uc-band-unscored)', pattern: 'lines', shape: 'square' },
};
