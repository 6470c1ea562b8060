/** In: what is to be imported. Out: which of it are audit logs of connected apps, and which is traffic. */
import { Readable } from 'node:stream';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { peek } from '../../ingest/read/peek.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import { AUDIT_HEAD_BYTES, auditConnectors } from '../../services/imports/audit-log.ts';

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
  const { head, rest } = await peek(await source.open(), AUDIT_HEAD_BYTES);
  return { ...source, head, open: () => Promise.resolve(rest) };
}

async function isAuditLog(source: Seen, own: readonly CustomConnector[]): Promise<boolean> {
  // What a collector received as traffic is not looked into.
  if (source.segment || source.unfolded) return false;
  const { head, name } = source;
  const open =
    head === undefined ? () => source.open() : () => Promise.resolve(Readable.from([head], { objectMode: false }));
  // Whoever reads it says what is wrong with it.
  const found = await auditConnectors(name, open, own).catch(() => []);
  return found.length > 0;
}
