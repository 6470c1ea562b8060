/** In: what is to be imported. Out: which of it are audit logs of connected apps, and which is traffic. */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import type { AppError } from '../../contract/errors.ts';
import { peekHead } from '../../ingest/read/open-text.ts';
import { HEAD_ONLY, type LogSource } from '../../ingest/read/sources.ts';
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
  // Whose records the audit log before held: files that an exporter wrote lie beside one another.
  let likely: string | undefined;
  for (const given of sources) {
    const source = given.bytes === null ? await openedOnce(given) : given;
    const connector = await connectorOf(source, own, likely);
    likely = connector ?? likely;
    (connector === undefined ? traffic : activities).push(source);
  }
  return { traffic, activities };
}

type Seen = LogSource & { readonly head?: Buffer };

/** Standard input can be opened once: what is looked at of it, its first record at least, is put back before the rest. */
async function openedOnce(source: LogSource): Promise<Seen> {
  let loss: AppError | undefined;
  let tell = (found: AppError): void => {
    loss = found;
  };
  const opened = await source.open({ onLoss: (found) => tell(found) });
  const { head, rest } = await peekHead(opened, AUDIT_HEAD_BYTES);
  const open: LogSource['open'] = async ({ onLoss } = {}) => {
    if (onLoss !== undefined) tell = onLoss;
    if (loss !== undefined) tell(loss);
    return rest;
  };
  return { ...source, head, open };
}

/** @returns the connector that reads it best; undefined where it is no audit log */
async function connectorOf(
  source: Seen,
  own: readonly CustomConnector[],
  likely: string | undefined,
): Promise<string | undefined> {
  // What a collector received as traffic is not looked into.
  if (source.segment || source.unfolded) return undefined;
  const { name } = source;
  // Whoever reads it says what is wrong with it.
  const found = await auditConnectors(name, opener(source), own, likely).catch(() => []);
  return found[0]?.format;
}

function opener(source: Seen): () => Promise<Readable> {
  const { head, bytes, plainPath } = source;
  const of = (buffer: Buffer): Readable => Readable.from([buffer], { objectMode: false });
  if (head !== undefined) return () => Promise.resolve(of(head));
  // A stream of a file costs far more than the few bytes of a small one.
  if (plainPath !== null && bytes !== null && bytes > 0 && bytes <= AUDIT_HEAD_BYTES) {
    return async () => of(readFileSync(plainPath));
  }
  return () => source.open(HEAD_ONLY);
}
