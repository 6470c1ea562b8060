/**
 * In: the beginning of a file. Out: whether it is an audit log of a connected app, and which connectors may read it.
 * A file is one when its first records are claimed by a connector, and by no traffic format more surely.
 */
import type { Readable } from 'node:stream';
import type { ConnectorCandidate, ConnectorSample } from '../../connectors/detect.ts';
import { mayHoldRecords } from '../../connectors/text/marks.ts';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import type { Candidate } from '../../ingest/detect/detect.ts';
import { openHead } from '../../ingest/read/open-text.ts';

/** Looked at of each file at most. */
export const AUDIT_HEAD_BYTES = 64 * 1024;
/** Of a file beside an audit log, looked at for more of the same. */
const FIRST_RECORDS_BYTES = 4 * 1024;
/** Below this a claim is a guess. */
const MIN_SCORE = 0.3;
/** Sign-ins stand between a server's other messages: of the lines looked at, so many make a log of them. */
const LEAST_SHARE = 0.1;
/** Reads whatever has the right names: never chosen for a file, only offered. */
const BY_NAMES = 'audit-records';
/** Of a connector that reads every record and claims each as surely as can be: no traffic format is surer. */
const CERTAIN = 1;

/**
 * @param open gives the file's bytes from their beginning, each time anew
 * @param own connectors that the workspace describes itself
 * @param likely the connector of a file beside it: where it is certain of this one's first records, nobody else is asked
 * @returns the connectors, best first; none where the file is traffic, or cannot be told
 */
export async function auditConnectors(
  name: string,
  open: () => Promise<Readable>,
  own: readonly CustomConnector[],
  likely?: string,
): Promise<readonly ConnectorCandidate[]> {
  if (likely !== undefined) {
    const found = await certain(name, open, own, likely);
    if (found.length > 0) return found;
  }
  const { text } = await openHead(await open(), AUDIT_HEAD_BYTES);
  const sample = { text, fileName: name };
  const found = await detected(sample, own);
  const score = found[0]?.score ?? 0;
  if (score === CERTAIN) return found;
  if (score >= MIN_SCORE) return (await trafficFormats(sample, score)).length === 0 ? found : [];
  const table = own.length === 0 ? [] : await ownTable(name, open, own);
  if (table.length > 0) return table;
  // Most traffic, for which no connector is loaded.
  if (found.length === 0) return [];
  // Servers, devices and databases write acts among what else they have to say; a flow among it makes the file traffic.
  const { CONNECTORS } = await import('../../connectors/index.ts');
  const ofHosts = new Set(
    CONNECTORS.filter(({ id, isLast }) => isLast === true && id !== BY_NAMES).map(({ id }) => id),
  );
  const known = found.filter(({ format, parsedShare }) => ofHosts.has(format) && parsedShare >= LEAST_SHARE);
  if (known.length === 0) return [];
  return (await trafficFormats(sample)).some(({ parsedShare }) => parsedShare > 0) ? [] : known;
}

/** @param above of those that are surer only */
async function trafficFormats(sample: ConnectorSample, above?: number): Promise<readonly Candidate[]> {
  // The parser threads' to know: loaded here only where a connector is to be told from them.
  const { TRAFFIC_FORMATS } = await import('../../ingest/formats/registry.ts');
  const { detectFormat } = await import('../../ingest/detect/detect.ts');
  return detectFormat(sample, TRAFFIC_FORMATS, above);
}

/** What the likely connector says of a file's first records; nothing unless it is certain of all of them. */
async function certain(
  name: string,
  open: () => Promise<Readable>,
  own: readonly CustomConnector[],
  likely: string,
): Promise<readonly ConnectorCandidate[]> {
  const { text } = await openHead(await open(), FIRST_RECORDS_BYTES);
  const { connectorsFor, rankConnectors } = await import('../../connectors/index.ts');
  const found = rankConnectors({ text, fileName: name }, connectorsFor(likely, own) ?? []);
  return found[0]?.score === CERTAIN ? found : [];
}

/** Where neither an object nor another record begins, no connector needs to be loaded to claim it. */
async function detected(
  sample: ConnectorSample,
  own: readonly CustomConnector[],
): Promise<readonly ConnectorCandidate[]> {
  if (!mayHoldRecords(sample.text)) return [];
  const { detectConnector } = await import('../../connectors/index.ts');
  return detectConnector(sample, own);
}

/** A CSV whose columns no product has: a table of records where a description of the workspace's own fits it. */
async function ownTable(
  name: string,
  open: () => Promise<Readable>,
  own: readonly CustomConnector[],
): Promise<readonly ConnectorCandidate[]> {
  const { text } = await openHead(await open(), AUDIT_HEAD_BYTES, true);
  const found = await detected({ text, fileName: name }, own);
  const [best] = found;
  return best !== undefined && best.score >= MIN_SCORE && own.some(({ id }) => id === best.format) ? found : [];
}
