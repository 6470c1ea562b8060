/** In: the beginning of a file. Out: which kind of a tenant's objects it holds. Such a file says how things stood, and is no log. */
import type { CustomConnector } from '../../contract/custom-connector.ts';
import type { CustomFormat } from '../../contract/custom-format.ts';
import { openHead } from '../../ingest/read/open-text.ts';
import { HEAD_ONLY, type LogSource } from '../../ingest/read/sources.ts';
import { decodeUtf8 } from '../../kit/text.ts';
import type { SnapshotKind } from '../../model/snapshot.ts';
import { readSnapshots } from '../../snapshots/index.ts';
import { auditConnectors } from './audit-log.ts';

/** Objects tell their kind at once. */
const STATE_BYTES = 64 * 1024;
const STATE_RECORDS = 20;
/** Below this a format is a guess. */
export const MIN_FORMAT_SCORE = 0.3;

/** What the workspace describes itself. */
export interface OwnDescriptions {
  readonly ownConnectors: readonly CustomConnector[];
  readonly ownFormats: readonly CustomFormat[];
}

/** The kind of a tenant's objects that a file begins with; null where it is none of them. */
export async function stateIn(source: LogSource): Promise<SnapshotKind | null> {
  const { text } = await openHead(await source.open(HEAD_ONLY), STATE_BYTES, true);
  // Lines that a container's own parts stood on are no records.
  const records = text.split('\n').filter((line) => line.startsWith('{'));
  return readSnapshots(source.name, decodeUtf8(records.slice(0, STATE_RECORDS).join('\n')))[0]?.kind ?? null;
}

/** Whether a file is surely such: neither a connector nor a traffic format reads it as a log. */
export async function isStateFile(source: LogSource, own: OwnDescriptions): Promise<boolean> {
  if (source.segment !== undefined || (await stateIn(source)) === null) return false;
  const open = () => source.open(HEAD_ONLY);
  if ((await auditConnectors(source.name, open, own.ownConnectors)).length > 0) return false;
  const { formatsFor } = await import('../../ingest/formats/choose.ts');
  const { detectFormat } = await import('../../ingest/detect/detect.ts');
  const { text } = await openHead(await open(), STATE_BYTES);
  const [best] = detectFormat({ text, fileName: source.name }, formatsFor('auto', own.ownFormats));
  return (best?.score ?? 0) < MIN_FORMAT_SCORE;
}
