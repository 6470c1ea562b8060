import { riskSettings } from '../../contract/account-risk.ts';
import { scoreSettings } from '../../contract/catalog-govern.ts';
import type { Profile } from '../../contract/workspace.ts';
import type { RiskSettings } from '../../model/account-risk.ts';
import type { ScoreSettings } from '../../model/app.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';

/** Facts of the workspace as a whole. */
export interface WorkspaceMeta {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  /** IANA zone in which the console shows times. */
  readonly displayZone: string;
  /** Shift of the hour buckets (0, 30 or 45 minutes), fixed when the workspace is made. */
  readonly bucketMinutes: number;
  readonly profile: Profile | null;
  readonly sample: boolean;
  /** Where the people of the directory came from; null for none. */
  readonly directory: { readonly file: string; readonly imported: number } | null;
  /** A person's several spellings count as one user. */
  readonly mergeUsers: boolean;
  /** Id of the key that the workspace's tokens and sealed lines were made with; null while it has none. */
  readonly privacyKey: string | null;
  /**
   * Whether lists of people and name evidence are sealed, as they are from the first anonymised stream on. `unswept`: they are, but what
   * was deleted of them may still stand in free pages.
   */
  readonly sealedLists: 'no' | 'unswept' | 'yes';
  /** The workspace's own scoring; null for the defaults. */
  readonly scoring: ScoreSettings | null;
  /** The workspace's own weights for accounts' risk; null for the defaults. */
  readonly accountRisk: RiskSettings | null;
  /** Chosen apps may be looked at over the network. */
  readonly probeAllowed: boolean;
  /** Release of the catalog that the workspace was read with last; null until it is known. */
  readonly catalog: {
    readonly version: string;
    readonly date: string;
    readonly publisher: string | null;
    readonly key: string | null;
  } | null;
}

export function readMeta(db: ReadConnection): WorkspaceMeta {
  const rows = db.prepare<[], { key: string; value: string }>('SELECT key, value FROM meta').all();
  const meta = new Map(rows.map((row) => [row.key, JSON.parse(row.value) as unknown]));
  return {
    id: String(meta.get('id')),
    name: String(meta.get('name')),
    created: Number(meta.get('created')),
    displayZone: String(meta.get('displayZone')),
    bucketMinutes: Number(meta.get('bucketMinutes')),
    profile: (meta.get('profile') as Profile | null | undefined) ?? null,
    sample: meta.get('sample') === true,
    directory: (meta.get('directory') as WorkspaceMeta['directory'] | undefined) ?? null,
    mergeUsers: meta.get('mergeUsers') !== false,
    privacyKey: (meta.get('privacyKey') as string | undefined) ?? null,
    sealedLists: (meta.get('sealedLists') as WorkspaceMeta['sealedLists'] | undefined) ?? 'no',
    scoring: scoreSettings.safeParse(meta.get('scoring')).data ?? null,
    accountRisk: riskSettings.safeParse(meta.get('accountRisk')).data ?? null,
    probeAllowed: meta.get('probeAllowed') === true,
    catalog: (meta.get('catalog') as WorkspaceMeta['catalog'] | undefined) ?? null,
  };
}

export function writeMeta(db: WriteConnection, change: Partial<WorkspaceMeta>): void {
  const put = db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  db.transaction(() => {
    for (const [key, value] of Object.entries(change)) {
      put.run(key, JSON.stringify(value));
    }
  }).immediate();
}

/** Minutes by which a zone's hours are shifted against UTC's: 0 for most, 30 for India, 45 for Nepal. */
export function bucketMinutesOf(zone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, minute: '2-digit', hourCycle: 'h23' }).formatToParts(
    atMs,
  );
  const local = Number(parts.find((part) => part.type === 'minute')?.value ?? 0);
  const utc = new Date(atMs).getUTCMinutes();
  const shift = (local - utc + 60) % 60;
  return shift === 30 || shift === 45 ? shift : 0;
}
