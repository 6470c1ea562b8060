/**
 * In: Microsoft Secure Score, as Graph lists it (a score a day, with its controls in it, and the profiles of the controls) or an export writes it (a
 * row a control). Out: the controls under one name each. Source: https://learn.microsoft.com/graph/api/resources/securescore.
 */
import type { SnapshotRow } from '../model/snapshot.ts';
import { RowReader } from './row-reader.ts';

export interface ScoreControl {
  readonly name: string;
  /** Words for people, where the export has them. */
  readonly title: string | null;
  readonly category: string | null;
  /** Points got, points to be had, and their share in percent: what the export says of them, and nothing else. */
  readonly score: number | null;
  readonly most: number | null;
  readonly percent: number | null;
  /** How it is carried out, in the provider's words. */
  readonly status: string | null;
  /** The day that the score is of; null where the export has one only. */
  readonly day: number | null;
}

/** What the tenant got of all the points that there are, on one day. */
export interface SecureScore {
  readonly score: number;
  readonly most: number;
  readonly day: number | null;
}

/** The whole score, where Graph lists it; nothing of an export that has a row for each control. */
export function readSecureScore(raw: SnapshotRow): readonly SecureScore[] {
  const row = new RowReader(raw);
  const score = numberOf(row.value('currentScore'));
  const most = numberOf(row.value('maxScore'));
  if (!row.has('controlScores') || score === null || most === null || most === 0) return [];
  return [{ score, most, day: row.instant('createdDateTime') }];
}

export function readScoreControls(raw: SnapshotRow): readonly ScoreControl[] {
  const row = new RowReader(raw);
  if (!row.has('controlScores')) return controlOf(row, null);
  const day = row.instant('createdDateTime');
  return row.objects('controlScores').flatMap((one) => controlOf(one, day));
}

function controlOf(row: RowReader, day: number | null): readonly ScoreControl[] {
  const title = row.text('title', 'controlTitle');
  const name = row.text('controlName', 'id') ?? title;
  if (name === null) return [];
  return [
    {
      name,
      title,
      category: row.text('controlCategory', 'category'),
      score: numberOf(row.value('currentScore', 'score')),
      most: numberOf(row.value('maxScore')),
      percent: numberOf(row.value('scoreInPercentage')),
      status: row.text('implementationStatus', 'status'),
      day,
    },
  ];
}

function numberOf(value: unknown): number | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}

/** True when all its points are got; null where the export does not say. */
export function isMet({ score, most, percent, status }: ScoreControl): boolean | null {
  if (percent !== null) return percent >= 100;
  if (score !== null && most !== null) return score >= most;
  if (status === null) return null;
  return /^(?:completed|implemented|done)$/i.test(status);
}
