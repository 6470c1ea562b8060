/** In: a file read as traffic. Out: the connector that knows its records, and the words that call it, where it is an audit log. */
import path from 'node:path';
import type { ConnectorCandidate } from '../connectors/detect.ts';
import { quoteSh } from '../control/quote.ts';
import { openHead } from '../ingest/read/open-text.ts';
import { HEAD_ONLY, type LogSource, listSources } from '../ingest/read/sources.ts';
import type { LineCounts } from '../ingest/slice/counts.ts';
import { AUDIT_HEAD_BYTES, auditConnectors } from '../services/imports/audit-log.ts';

/** Of the first records, what a connector must read to be named. */
const MIN_SHARE = 0.5;

/** @returns '' where it is traffic, cannot be read again (standard input), or no connector knows its records */
export async function auditHint(file: string, counts: LineCounts): Promise<string> {
  const isTraffic = counts.parsed * 2 > counts.read - counts.blank;
  // By the names of pairs alone an audit log may be read as traffic, which an import would not do.
  const isByNames = (counts.formats.pairs ?? 0) * 2 > counts.parsed;
  if (file === '-' || (isTraffic && !isByNames)) return '';
  const { sources } = await listSources([file]);
  const [source] = sources;
  if (source === undefined) return '';
  const [best] =
    counts.parsed > 0
      ? await auditConnectors(source.name, () => source.open(HEAD_ONLY), [])
      : await anyConnector(source);
  if (best === undefined || best.parsedShare < MIN_SHARE) return '';
  return `The records look like an audit log, "${best.title}": read them with "undercast parse ${shellWord(file)} --connector ${best.format}".`;
}

/** As a shell takes it for one word. */
export function shellWord(file: string): string {
  return /^[\w@%+=:,./\\~-]+$/.test(file) ? file : quoteSh(file);
}

/** Where nothing is traffic, a weak claim is better than none. */
async function anyConnector(source: LogSource): Promise<readonly ConnectorCandidate[]> {
  const { text } = await openHead(await source.open(HEAD_ONLY), AUDIT_HEAD_BYTES, true);
  const { detectConnector } = await import('../connectors/index.ts');
  return detectConnector({ text, fileName: path.basename(source.name) });
}
