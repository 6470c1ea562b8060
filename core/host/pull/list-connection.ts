/**
 * In: a connection and what is to be listed. Out: snapshots of the tenant, dated by when each listing began.
 * Guarantee: rows and the steps that are left are kept together, so that a listing that was cut off goes on; nothing half is ever shown.
 */
import type { MethodOutput } from '../../contract/methods.ts';
import type { SnapshotRow } from '../../model/snapshot.ts';
import {
  type Client,
  type Listing,
  type ListingStep,
  MOST_LISTED,
  PullFault,
  readListing,
  type Values,
} from '../../pull/index.ts';
import type { StoredConnection } from '../../store/write/connections.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import type { Session } from '../workspace/session.ts';
import { requireProvider } from './check-connection.ts';
import type { ClientWish, ConnectionAccess } from './connection-access.ts';

type Listed = MethodOutput<'connections.listNow'>['listings'][number];

/** Kept at once: few transactions, and little to ask again after a crash. */
const BATCH_ROWS = 2_000;
const BATCH_STEPS = 200;
/** What tells one tenant from another, by the settings of providers. */
const TENANT_KEYS = ['tenant', 'domain', 'organisation', 'enterprise', 'instance'];

interface ListingOrder {
  readonly connection: StoredConnection;
  readonly client: Client;
  readonly values: Values;
  readonly listing: Listing;
}

/** Everything that the connection lists, one after the other. */
export async function listConnection(
  session: Session,
  access: ConnectionAccess,
  connection: StoredConnection,
  wish: ClientWish,
  job: JobProgress,
): Promise<Listed[]> {
  const provider = requireProvider(connection.config.provider);
  const done: Listed[] = [];
  for (const listing of provider.listings ?? []) {
    if (!connection.config.listings.includes(listing.id)) continue;
    job.throwIfCancelled();
    // Each with a token for what it reads, and no more.
    const { client, values } = await access.forReading(connection, provider, wish, listing);
    done.push(await listOne(session, { connection, client, values, listing }, job));
  }
  return done;
}

/** @throws whatever ends the job; a refusal of the provider is part of the answer */
async function listOne(session: Session, order: ListingOrder, job: JobProgress): Promise<Listed> {
  const { connection, client, values, listing } = order;
  const key = { connection: connection.id, listing: listing.id };
  const begun = await session.writer('listing.begin', { ...key, now: Date.now() });
  const steps = begun.steps === null ? null : (JSON.parse(begun.steps) as ListingStep[]);
  let objects = begun.objects;
  let rows: SnapshotRow[] = [];
  let left: readonly ListingStep[] = [];
  let skipped = 0;
  let asked = 0;
  const flush = async (): Promise<void> => {
    await session.writer('listing.page', { ...key, rows, steps: JSON.stringify(left), skipped });
    rows = [];
    skipped = 0;
    asked = 0;
  };
  try {
    for await (const page of readListing(listing, client, values, steps)) {
      job.throwIfCancelled();
      rows.push(...page.rows);
      objects += page.rows.length;
      left = page.left;
      skipped += page.isSkipped ? 1 : 0;
      asked++;
      job.update({ stage: `${listing.title}: ${objects}` });
      if (rows.length >= BATCH_ROWS || asked >= BATCH_STEPS) await flush();
      if (objects >= MOST_LISTED) break;
    }
    await flush();
  } catch (cause) {
    if (!(cause instanceof PullFault)) throw cause;
    const hint = cause.kind === 'attention' ? ` It needs: ${listing.permission}.` : '';
    const problem = `${cause.message}${hint}`;
    if (asked > 0) await flush();
    await session.writer('listing.note', { ...key, note: problem });
    return { id: listing.id, title: listing.title, objects, skipped, problem };
  }
  const tenant = TENANT_KEYS.flatMap((name) => values[name] || [])[0] ?? connection.config.name;
  const end = { ...key, kind: listing.kind, tenant, isCut: left.length > 0 };
  const source = `${connection.config.name}, by its API: ${listing.title}`;
  const whole = await session.writer('listing.end', { ...end, source });
  return { id: listing.id, title: listing.title, ...whole, problem: null };
}
