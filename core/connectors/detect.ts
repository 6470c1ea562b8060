/** In: the beginning of a file, one record a line. Out: the connectors that may read it, best first, each with its reasons. */

import { decodeUtf8 } from '../kit/text.ts';
import { ActivityReader } from './activity-reader.ts';
import type { Claim, ClaimHint, Connector } from './connector.ts';
import type { SourceRecord } from './kit/source-record.ts';
import { recordsOf } from './unwrap.ts';

export interface ConnectorSample {
  /** One character a byte. */
  readonly text: string;
  readonly fileName: string;
}

export interface ConnectorCandidate {
  readonly kind: 'connector';
  /** Id of the connector. */
  readonly format: string;
  readonly title: string;
  readonly score: number;
  /** Of the sampled records, the share it reads as activities. */
  readonly parsedShare: number;
  readonly reasons: readonly string[];
  readonly doubts: readonly string[];
}

const MAX_RECORDS = 100;
const CONTINUED = '\u001f';
const NO_CLAIM: Claim = { score: 0, reason: '' };

/** Ranks connectors for a sample; those that claim none of its records are left out. */
export function rankConnectors(sample: ConnectorSample, connectors: readonly Connector[]): ConnectorCandidate[] {
  const lines = sample.text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith(CONTINUED));
  const records = lines.slice(0, MAX_RECORDS).flatMap((line) => recordsOf(decodeUtf8(line)).slice(0, 1));
  const judged = Math.min(lines.length, MAX_RECORDS);
  if (records.length === 0) return [];
  const found: ConnectorCandidate[] = [];
  for (const connector of connectors) {
    const claims = records.map((record) => claimOf(connector, record, sample));
    const best = claims.reduce((a, b) => (b.score > a.score ? b : a), NO_CLAIM);
    if (best.score === 0) continue;
    const reader = new ActivityReader([connector], sample, Number.MAX_SAFE_INTEGER, 'month-first');
    const read = records.filter((record) => reader.readRecord(record).refusal === null).length;
    const share = read / judged;
    const claimed = claims.reduce((sum, claim) => sum + claim.score, 0) / judged;
    found.push({
      kind: 'connector',
      format: connector.id,
      title: connector.title,
      score: Math.round(claimed * (0.5 + 0.5 * share) * 1000) / 1000,
      parsedShare: share,
      reasons: [`Records have ${best.reason}`, `${read} of ${judged} sampled records read as activities`],
      doubts: read < judged ? [`${judged - read} records are not of this connector, or damaged`] : [],
    });
  }
  return found.sort((a, b) => b.score - a.score);
}

/** The claim on the first of the record's forms that the connector knows. */
export function claimOf(connector: Connector, record: SourceRecord, hint?: ClaimHint): Claim {
  for (let form: SourceRecord | undefined = record; form !== undefined; form = form.otherForm()) {
    const claim = connector.claim(form, hint);
    if (claim.score > 0) return claim;
  }
  return NO_CLAIM;
}
