/** From figures to the raw lines behind them: what the first page of each kind of question costs. */
import { performance } from 'node:perf_hooks';
import type { ColumnarPage } from '../../core/contract/common.ts';
import type { MethodInput } from '../../core/contract/methods.ts';
import type { DirectClient } from '../../core/host/direct-client.ts';
import { withEngine } from './bench-engine.ts';

type Question = MethodInput<'discovery.listEvidence'>;

/** Lines of the first page, as the console asks for them. */
const PAGE = 50;
const HOUR = 3_600_000;
/** A subject counts as rare with at most this many transactions, if there is one. */
const RARE = 40;

export interface EvidenceTime {
  readonly name: string;
  /** First question about lines that an engine of its own is asked, ms; code, names and catalog are loaded, cells are not. */
  readonly cold: number;
  /** Processor time of all threads meanwhile, ms. */
  readonly processor: number;
  /** The same question once more, ms. */
  readonly warm: number;
  readonly rows: number;
  readonly framesRead: number;
}

interface Named {
  readonly key: string;
  readonly transactions: number;
}

function named(page: ColumnarPage, key: string): Named[] {
  const { [key]: keys = [], transactions = [] } = page.columns;
  return keys.map((value, at) => ({ key: String(value), transactions: Number(transactions[at] ?? 0) }));
}

/** The busiest, the one in the middle and a rare one of a table sorted by transactions, busiest first. */
function picks(all: readonly Named[]): { readonly most: string; readonly middle: string; readonly rare: string } {
  const [first] = all;
  if (!first) throw new Error('the workspace is empty');
  const rare = all.find(({ transactions }) => transactions <= RARE) ?? all.at(-1) ?? first;
  return { most: first.key, middle: (all[all.length >> 1] ?? first).key, rare: rare.key };
}

async function list(client: DirectClient, table: 'apps' | 'users' | 'sources', more: object = {}): Promise<Named[]> {
  const page = await client.call('discovery.listRows', {
    table,
    sort: { column: 'transactions', direction: 'desc' },
    page: { limit: 5000 },
    ...more,
  });
  return named(page, table === 'apps' ? 'id' : 'key');
}

/** One question of each kind that the console's figures, bars and rows ask. */
async function questionsOf(client: DirectClient): Promise<readonly (readonly [string, Question])[]> {
  const { extent, topUsers } = await client.call('discovery.getDashboard', {});
  if (extent === null) throw new Error('the workspace is empty');
  const middle = extent.from + Math.floor((extent.to - extent.from) / 2 / HOUR) * HOUR;
  const apps = picks(await list(client, 'apps'));
  const users = picks(await list(client, 'users'));
  const sources = picks(await list(client, 'sources'));
  const user = topUsers.at(-1)?.key ?? users.most;
  const blocked = picks(await list(client, 'users', { filter: 'action:blocked' }));
  const ofUser = picks(await list(client, 'apps', { filter: `user:"${user}"` }));
  const { hosts } = await client.call('discovery.getUsage', { kind: 'app', key: apps.middle, top: 1000 });
  const host = hosts.at(-1)?.key ?? '';
  const { categories } = await client.call('discovery.getDashboard', {});
  const category = categories.toSorted((a, b) => a.transactions - b.transactions)[0]?.id ?? '';
  return [
    ['everything', {}],
    ['an hour', { from: middle, to: middle + HOUR }],
    ['the last day, blocked', { from: extent.to - 24 * HOUR, filter: 'action:blocked' }],
    ['an app', { subject: { app: apps.middle } }],
    ['a rare app', { subject: { app: apps.rare } }],
    ['a user', { subject: { user: users.middle } }],
    ['a rare user', { subject: { user: users.rare } }],
    ["a user's use of an app", { subject: { user, app: ofUser.middle } }],
    ["a user's rarest app", { subject: { user, app: ofUser.rare } }],
    ['user:… and action:blocked', { filter: `user:"${blocked.middle}" and action:blocked` }],
    ['a source address', { subject: { source: sources.middle } }],
    ['a busy source address', { subject: { source: sources.most } }],
    ['a rare source address', { subject: { source: sources.rare } }],
    ["a source's use of an app", { subject: { source: sources.middle, app: ofUser.most } }],
    ['a host', { subject: { host } }],
    ['the rarest category', { filter: `category:${category}` }],
    ['score < 4 and action:blocked', { filter: 'score < 4 and action:blocked' }],
  ];
}

function withWorkspace<T>(root: string, workspace: string, ask: (client: DirectClient) => Promise<T>): Promise<T> {
  return withEngine(root, {}, async ({ client, grant }) => {
    await client.call('workspace.open', { token: grant(workspace, false), readOnly: true });
    return ask(client);
  });
}

/** Asks an engine of its own each question, as the first and a second time. */
export async function* timeEvidence(root: string, workspace: string): AsyncGenerator<EvidenceTime> {
  const questions = await withWorkspace(root, workspace, questionsOf);
  for (const [name, question] of questions) {
    yield await withWorkspace(root, workspace, async (client) => {
      await client.call('governance.list', {});
      const [begun, before] = [performance.now(), process.cpuUsage()];
      const page = await client.call('discovery.listEvidence', { ...question, limit: PAGE });
      const cold = performance.now() - begun;
      const { user, system } = process.cpuUsage(before);
      const again = performance.now();
      await client.call('discovery.listEvidence', { ...question, limit: PAGE });
      const warm = performance.now() - again;
      const processor = (user + system) / 1000;
      return { name, cold, processor, warm, rows: page.rows.length, framesRead: page.framesRead };
    });
  }
}
