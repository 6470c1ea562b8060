/** In: activities, block by block. Out: consents and changes of apps, read from their records, and when apps were used. */
import { type Grant, type GrantType, isGrantType, parseGrant } from '../../connectors/index.ts';
import { REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';
import { factsOfBlock } from '../../store/activities/record-facts.ts';
import { type Fold, pointerTo } from '../connected/fold.ts';

const FAILURE = 2;
const MICROSOFT_APPS =
  /^(?:microsoft-|exchange-online$|sharepoint-online$|onedrive-for-business$|viva-engage$|power-bi$)/;

export interface GrantEvent {
  readonly time: number;
  readonly pointer: number;
  readonly type: GrantType;
  readonly connector: string;
  readonly app: string;
  readonly user: string;
  readonly grant: Grant;
}

export interface Use {
  count: number;
  last: number;
}

export class OauthFold implements Fold {
  readonly events: GrantEvent[] = [];
  /** By app and client as logged, `app\nclient`, lower case. */
  readonly uses = new Map<string, Use>();
  last = Number.NEGATIVE_INFINITY;
  /** Apps whose records name apps of the Microsoft tenant as clients. */
  readonly microsoftApps = new Set<string>();
  private readonly store: ActivityStore;
  /** By app, then client. */
  private readonly byClient = new Map<number, Map<number, Use>>();
  /** By their words: the same permissions are granted again and again. */
  private readonly grants = new Map<string, Grant | null>();

  constructor(store: ActivityStore) {
    this.store = store;
  }

  add(block: ActivityBlock): void {
    const { store } = this;
    const text = (word: number | undefined): string => store.words.text(word ?? 0);
    const told = new Map<number, GrantType>();
    for (const id of store.words.ofKind('type').ids) {
      const type = text(id);
      if (isGrantType(type)) told.set(id, type);
    }
    const types = store.column(block, 'type');
    const marks = store.column(block, 'mark');
    const outcomes = store.column(block, 'outcome');
    const clients = store.column(block, 'clientApp');
    const apps = store.column(block, 'app');
    const times = store.column(block, 'time');
    const rows: number[] = [];
    for (let row = 0; row < block.rows; row++) {
      const mark = marks[row];
      if (mark === REPEATED || mark === SEEN_ELSEWHERE || outcomes[row] === FAILURE) continue;
      if (told.get(types[row] ?? 0) !== undefined) {
        rows.push(row);
        continue;
      }
      const client = clients[row] ?? 0;
      if (client !== 0) this.use(apps[row] ?? 0, client, times[row] ?? 0);
    }
    if (block.timeMax > this.last) this.last = block.timeMax;
    if (rows.length > 0) this.read(block, rows, told);
  }

  private use(app: number, client: number, time: number): void {
    let use = this.byClient.get(app)?.get(client);
    if (use === undefined) {
      const appId = this.store.words.text(app);
      const name = `${appId}\n${this.store.words.text(client).toLowerCase()}`;
      use = this.uses.get(name) ?? { count: 0, last: time };
      this.uses.set(name, use);
      if (MICROSOFT_APPS.test(appId)) this.microsoftApps.add(appId);
      this.byClient.set(app, (this.byClient.get(app) ?? new Map<number, Use>()).set(client, use));
    }
    use.count++;
    if (time > use.last) use.last = time;
  }

  private read(block: ActivityBlock, rows: readonly number[], told: ReadonlyMap<number, GrantType>): void {
    const { store } = this;
    const of = (name: 'connector' | 'app' | 'user' | 'userId', row: number): string =>
      store.words.text(store.column(block, name)[row] ?? 0);
    const times = store.column(block, 'time');
    const types = store.column(block, 'type');
    const facts = factsOfBlock(store, block);
    for (const row of rows) {
      const type = told.get(types[row] ?? 0);
      const grant = this.grant(facts.grantOf(row));
      if (type === undefined || grant === null) continue;
      this.events.push({
        time: times[row] ?? 0,
        pointer: pointerTo(block, row),
        type,
        connector: of('connector', row),
        app: of('app', row),
        user: of('user', row) || of('userId', row),
        grant,
      });
    }
  }

  private grant(word: string): Grant | null {
    let grant = this.grants.get(word);
    if (grant === undefined) {
      grant = parseGrant(word);
      this.grants.set(word, grant);
    }
    return grant;
  }
}
