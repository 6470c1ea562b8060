/** In: activities, block by block. Out: consents and changes of apps, read from their records, and when apps were used. */
import { type Grant, type GrantType, isGrantType, parseGrant } from '../../connectors/index.ts';
import { REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import { ACTIVITY_TYPES } from '../../model/activity-types.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';
import { factsOfBlock } from '../../store/activities/record-facts.ts';
import type { StoredSum, SumColumns } from '../../store/activities/stored-sums.ts';
import { type Fold, pointerTo, type SumName, sumVersion } from '../connected/fold.ts';

const FAILURE = 2;
/** Apps of the Microsoft tenant: a consent in its directory is for all of them. */
export const MICROSOFT_APPS =
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

/** Numbers of an event's words, in the order of its texts; `grant` is null where its import stored none. */
interface EventWords {
  readonly type: number;
  readonly connector: number;
  readonly app: number;
  readonly user: number;
  readonly grant: number | null;
}

/** A use with the words that it was first met under. */
interface MetUse extends Use {
  readonly app: number;
  readonly client: number;
}

export const OAUTH_SUM: SumName = { name: 'oauth', version: sumVersion(1, ACTIVITY_TYPES) };

export class OauthFold implements Fold {
  readonly events: GrantEvent[] = [];
  private readonly wordsOf: EventWords[] = [];
  /** By app and client as logged, `app\nclient`, lower case. */
  readonly uses = new Map<string, MetUse>();
  last = Number.NEGATIVE_INFINITY;
  /** Apps whose records name apps of the Microsoft tenant as clients. */
  readonly microsoftApps = new Set<string>();
  private readonly store: ActivityStore;
  /** By app, then client. */
  private readonly byClient = new Map<number, Map<number, MetUse>>();
  /** By their words: the same permissions are granted again and again. */
  private readonly grants = new Map<string, Grant | null>();

  constructor(store: ActivityStore) {
    this.store = store;
  }

  add(block: ActivityBlock): void {
    const { store } = this;
    const { ids, texts } = store.words.ofKind('type');
    const told = new Set(ids.filter((_, at) => isGrantType(texts[at] ?? '')));
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
      if (told.has(types[row] ?? 0)) {
        rows.push(row);
        continue;
      }
      const client = clients[row] ?? 0;
      if (client !== 0) this.use(apps[row] ?? 0, client, times[row] ?? 0);
    }
    if (block.timeMax > this.last) this.last = block.timeMax;
    if (rows.length > 0) this.read(block, rows);
  }

  private use(app: number, client: number, time: number): void {
    const use = this.byClient.get(app)?.get(client) ?? this.meet(app, client, time);
    use.count++;
    if (time > use.last) use.last = time;
  }

  private meet(app: number, client: number, last: number): MetUse {
    const appId = this.store.words.text(app);
    const name = `${appId}\n${this.store.words.text(client).toLowerCase()}`;
    const use = this.uses.get(name) ?? { count: 0, last, app, client };
    this.uses.set(name, use);
    if (MICROSOFT_APPS.test(appId)) this.microsoftApps.add(appId);
    this.byClient.set(app, (this.byClient.get(app) ?? new Map<number, MetUse>()).set(client, use));
    return use;
  }

  private read(block: ActivityBlock, rows: readonly number[]): void {
    const { store } = this;
    const times = store.column(block, 'time');
    const [types, connectors, apps] = [
      store.column(block, 'type'),
      store.column(block, 'connector'),
      store.column(block, 'app'),
    ];
    const [users, ids] = [store.column(block, 'user'), store.column(block, 'userId')];
    const facts = factsOfBlock(store, block);
    for (const row of rows) {
      const words = {
        type: types[row] ?? 0,
        connector: connectors[row] ?? 0,
        app: apps[row] ?? 0,
        user: (users[row] ?? 0) || (ids[row] ?? 0),
        grant: facts.grantWordOf(row),
      };
      this.note(times[row] ?? 0, pointerTo(block, row), words, facts.grantOf(row));
    }
  }

  private note(time: number, pointer: number, words: EventWords, granted: string): void {
    const text = (word: number): string => this.store.words.text(word);
    const type = text(words.type);
    const grant = this.grant(granted);
    if (!isGrantType(type) || grant === null) return;
    this.wordsOf.push(words);
    const [connector, app, user] = [text(words.connector), text(words.app), text(words.user)];
    this.events.push({ time, pointer, type, connector, app, user, grant });
  }

  save(): SumColumns | null {
    const { events, wordsOf } = this;
    if (wordsOf.some(({ grant }) => grant === null)) return null;
    const uses = [...this.uses.values()];
    return {
      last: Float64Array.of(this.last),
      time: Float64Array.from(events, ({ time }) => time),
      pointer: Float64Array.from(events, ({ pointer }) => pointer),
      type: Uint32Array.from(wordsOf, ({ type }) => type),
      connector: Uint32Array.from(wordsOf, ({ connector }) => connector),
      app: Uint32Array.from(wordsOf, ({ app }) => app),
      user: Uint32Array.from(wordsOf, ({ user }) => user),
      grant: Uint32Array.from(wordsOf, ({ grant }) => grant ?? 0),
      useApp: Uint32Array.from(uses, ({ app }) => app),
      useClient: Uint32Array.from(uses, ({ client }) => client),
      useCount: Uint32Array.from(uses, ({ count }) => count),
      useLast: Float64Array.from(uses, ({ last }) => last),
    };
  }

  load(stored: StoredSum): void {
    [this.last = Number.NEGATIVE_INFINITY] = stored.numbers('last');
    const [times, pointers, types] = [stored.numbers('time'), stored.numbers('pointer'), stored.words('type')];
    const [connectors, apps, users] = [stored.words('connector'), stored.words('app'), stored.words('user')];
    for (const [at, grant] of stored.words('grant').entries()) {
      const words = {
        type: types[at] ?? 0,
        connector: connectors[at] ?? 0,
        app: apps[at] ?? 0,
        user: users[at] ?? 0,
        grant,
      };
      this.note(times[at] ?? 0, pointers[at] ?? 0, words, this.store.words.text(grant));
    }
    const [counts, lasts] = [stored.words('useCount'), stored.numbers('useLast')];
    const clients = stored.words('useClient');
    for (const [at, app] of stored.words('useApp').entries()) {
      this.meet(app, clients[at] ?? 0, lasts[at] ?? 0).count = counts[at] ?? 0;
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
