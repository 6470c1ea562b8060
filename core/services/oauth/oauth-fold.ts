/** In: activities, block by block. Out: consents and changes of apps, read from their records, and when apps were used. */
import { ActivityReader, connectorsFor, toActivity } from '../../connectors/index.ts';
import { REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';
import { rawLinesOf } from '../activities/raw-lines.ts';
import { type Fold, pointerTo } from '../connected/fold.ts';
import { type Grant, readGrant } from './read-grant.ts';

const FAILURE = 2;
/** Types that tell of an app and what it may do. */
const TOLD = [
  'app.consent',
  'app.consent.revoke',
  'app.create',
  'app.update',
  'app.delete',
  'app.credential.add',
] as const satisfies readonly ActivityType[];
export type ToldType = (typeof TOLD)[number];

export interface GrantEvent {
  readonly time: number;
  readonly pointer: number;
  readonly type: ToldType;
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
  private readonly store: ActivityStore;
  /** By app, then client. */
  private readonly byClient = new Map<number, Map<number, Use>>();

  constructor(store: ActivityStore) {
    this.store = store;
  }

  add(block: ActivityBlock): void {
    const { store } = this;
    const text = (word: number | undefined): string => store.words.text(word ?? 0);
    const told = new Map(
      store.words.ofKind('type').ids.map((id) => [id, TOLD.find((name) => name === text(id))] as const),
    );
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
      const name = `${this.store.words.text(app)}\n${this.store.words.text(client).toLowerCase()}`;
      use = this.uses.get(name) ?? { count: 0, last: time };
      this.uses.set(name, use);
      this.byClient.set(app, (this.byClient.get(app) ?? new Map<number, Use>()).set(client, use));
    }
    use.count++;
    if (time > use.last) use.last = time;
  }

  private read(block: ActivityBlock, rows: readonly number[], told: ReadonlyMap<number, ToldType | undefined>): void {
    const { store } = this;
    const of = (
      name: 'connector' | 'app' | 'user' | 'userId' | 'type' | 'clientApp' | 'target' | 'object',
      row: number,
    ): string => store.words.text(store.column(block, name)[row] ?? 0);
    const raw = store.column(block, 'raw');
    const parts = store.column(block, 'event');
    const times = store.column(block, 'time');
    const lines = rawLinesOf(
      store.db,
      block,
      rows.map((row) => raw[row] ?? 0),
    );
    const readers = new Map<string, ActivityReader>();
    for (const row of rows) {
      const connector = of('connector', row);
      const line = lines.get(raw[row] ?? 0) ?? '';
      let reader = readers.get(connector);
      if (reader === undefined) {
        reader = new ActivityReader(connectorsFor(connector) ?? [], { fileName: '' }, Number.MAX_SAFE_INTEGER);
        readers.set(connector, reader);
      }
      const event = line === '' ? undefined : reader.readLine(line).events[parts[row] ?? 0];
      // Without its line (a backup without evidence) the columns say what they can.
      const plain = { operation: '', target: of('target', row) || of('object', row), clientApp: of('clientApp', row) };
      const activity = event === undefined ? plain : toActivity(event, 1);
      const type = told.get(store.column(block, 'type')[row] ?? 0);
      if (type === undefined) continue;
      this.events.push({
        time: times[row] ?? 0,
        pointer: pointerTo(block, row),
        type,
        connector,
        app: of('app', row),
        user: of('user', row) || of('userId', row),
        grant: readGrant(activity, line),
      });
    }
  }
}
