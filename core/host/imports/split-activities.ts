/**
 * In: what is to be imported. Out: which of it are audit logs of connected apps, and which is traffic.
 * A file is an audit log when its first records are claimed by a connector, and by no traffic format more surely.
 */
import { Readable } from 'node:stream';
import { detectConnector } from '../../connectors/index.ts';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { detectFormat } from '../../ingest/detect/detect.ts';
import { openHead } from '../../ingest/read/open-text.ts';
import { peek } from '../../ingest/read/peek.ts';
import type { LogSource } from '../../ingest/read/sources.ts';

/** Below this a claim is a guess. */
const MIN_SCORE = 0.3;
const HEAD_BYTES = 64 * 1024;

export interface SplitSources {
  readonly traffic: readonly LogSource[];
  readonly activities: readonly LogSource[];
}

/** @param own connectors that the workspace describes itself */
export async function splitActivities(
  sources: readonly LogSource[],
  own: readonly CustomConnector[],
): Promise<SplitSources> {
  const traffic: LogSource[] = [];
  const activities: LogSource[] = [];
  for (const given of sources) {
    const source = given.bytes === null ? await openedOnce(given) : given;
    ((await isAuditLog(source, own)) ? activities : traffic).push(source);
  }
  return { traffic, activities };
}

type Seen = LogSource & { readonly head?: Buffer };

/** Standard input can be opened once: its first bytes are looked at and put back before the rest. */
async function openedOnce(source: LogSource): Promise<Seen> {
  const { head, rest } = await peek(await source.open(), HEAD_BYTES);
  return { ...source, head, open: () => Promise.resolve(rest) };
}

async function beginningOf({ head, open }: Seen): Promise<Readable> {
  return head === undefined ? open() : Readable.from([head], { objectMode: false });
}

async function isAuditLog(source: Seen, own: readonly CustomConnector[]): Promise<boolean> {
  // What a collector received as traffic is not looked into.
  if (source.segment || source.unfolded) return false;
  try {
    const { text } = await openHead(await beginningOf(source), HEAD_BYTES);
    const sample = { text, fileName: source.name };
    const score = detectConnector(sample, own)[0]?.score ?? 0;
    if (score < MIN_SCORE) return own.length > 0 && (await isOwnTable(source, own));
    // Traffic formats are the parser threads' to know: loaded here only where a connector is to be told from them.
    const { TRAFFIC_FORMATS } = await import('../../ingest/formats/registry.ts');
    return score >= (detectFormat(sample, TRAFFIC_FORMATS)[0]?.score ?? 0);
  } catch {
    // Whoever reads it says what is wrong with it.
    return false;
  }
}

/** A CSV whose columns no product has: a table of records where a description of the workspace's own fits it. */
async function isOwnTable(source: Seen, own: readonly CustomConnector[]): Promise<boolean> {
  const { text } = await openHead(await beginningOf(source), HEAD_BYTES, true);
  const [best] = detectConnector({ text, fileName: source.name }, own);
  return best !== undefined && best.score >= MIN_SCORE && own.some(({ id }) => id === best.format);
}
