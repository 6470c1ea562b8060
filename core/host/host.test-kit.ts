/** Shared by tests of the engine: a real engine in this process, a client, workspaces and logs in a temporary folder. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ColumnarPage } from '../contract/common.ts';
import type { MethodInput, MethodOutput } from '../contract/methods.ts';
import type { Engine, EngineOptions } from './api.ts';
import { DirectClient } from './direct-client.ts';
import { createEngine } from './engine.ts';

const RESOURCES = path.join(import.meta.dirname, '..', '..', 'resources');

export interface TestEngine {
  readonly engine: Engine;
  readonly client: DirectClient;
  grant(file: string, write?: boolean): string;
  stop(): Promise<void>;
}

export async function startEngine(
  parsers = 2,
  collect?: EngineOptions['collect'],
  probeNetwork?: EngineOptions['probeNetwork'],
  pullNetwork?: EngineOptions['pullNetwork'],
): Promise<TestEngine> {
  const engine = await createEngine({
    resourcesDir: RESOURCES,
    version: '0.0.0-test',
    actor: 'tester',
    parsers,
    ...(collect === undefined ? {} : { collect }),
    ...(probeNetwork === undefined ? {} : { probeNetwork }),
    ...(pullNetwork === undefined ? {} : { pullNetwork }),
    log: () => undefined,
  });
  const client = new DirectClient(engine);
  return {
    engine,
    client,
    grant: (file, write = false) => {
      const token = randomUUID();
      engine.grant(token, file, write);
      return token;
    },
    stop: async () => {
      client.close();
      await engine.shutdown();
    },
  };
}

/** A folder of its own for each test file. */
export class TestFolder {
  readonly root = mkdtempSync(path.join(tmpdir(), 'undercast-host-'));
  private count = 0;

  path(name: string): string {
    return path.join(this.root, name);
  }

  /** A path that is not used yet. */
  fresh(name: string): string {
    return this.path(`${this.count++}-${name}`);
  }

  write(name: string, content: string | Buffer): string {
    const file = this.path(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export async function createWorkspace(test: TestEngine, folder: string, name = 'Test'): Promise<void> {
  await test.client.call('workspace.create', { token: test.grant(folder, true), name });
}

export function openWorkspace(
  test: TestEngine,
  folder: string,
  readOnly = false,
): Promise<MethodOutput<'workspace.open'>> {
  return test.client.call('workspace.open', { token: test.grant(folder, !readOnly), readOnly });
}

export type ImportChoice = Omit<MethodInput<'imports.start'>, 'tokens'>;

export function importFiles(
  test: TestEngine,
  files: readonly string[],
  choice: ImportChoice = {},
): Promise<MethodOutput<'imports.start'>> {
  return test.client.run('imports.start', { tokens: files.map((file) => test.grant(file)), ...choice });
}

const TABLES = ['apps', 'users', 'sources', 'unmatched'] as const;
const TABLE_KEY = { apps: 'id', users: 'key', sources: 'key', unmatched: 'key' } as const;

/** Every figure the console shows of a workspace, without the times that questions took. */
export async function figuresOf(client: DirectClient): Promise<Readonly<Record<string, unknown>>> {
  const { queryMs: _, ...dashboard } = await client.call('discovery.getDashboard', {});
  const figures: Record<string, unknown> = { dashboard: withoutOrder(dashboard) };
  for (const table of TABLES) {
    const page = await client.call('discovery.listRows', { table, page: { limit: 5000 } });
    figures[table] = rowsOf(page, TABLE_KEY[table]);
  }
  const streams = await client.call('streams.list', {});
  // Fields are a set; imports and their order are not figures.
  figures.streams = streams.map(({ id: __, imports: ___, ...one }) => ({ ...one, fields: [...one.fields].sort() }));
  return figures;
}

/** Ranked lists whose rows are equal in rank come in any order. */
function withoutOrder(dashboard: object): object {
  return Object.fromEntries(
    Object.entries(dashboard).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((row) => JSON.stringify(row)).sort() : value,
    ]),
  );
}

function rowsOf(page: ColumnarPage, key: string): readonly Readonly<Record<string, unknown>>[] {
  const rows = Array.from({ length: page.count }, (_, row) =>
    Object.fromEntries(Object.entries(page.columns).map(([name, column]) => [name, column[row]])),
  );
  return rows.sort((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1));
}

const FIRST_SECOND = Date.UTC(2026, 2, 2, 8, 0, 0) / 1000;
const HOSTS = [
  'www.dropbox.com',
  'api.github.com',
  'files.example.net',
  'slack.com',
  '192.0.2.80',
  'app.example.com',
  'drive.google.com',
];
const USERS = ['alice@example.com', 'bob@example.com', 'carol@example.com', '-'];

/** Line `i` of an endless Squid native log with reserved names; no two lines are alike. */
export function squidLine(i: number): string {
  const mixed = Math.imul(i + 1, 0x9e3779b1) >>> 0;
  const host = HOSTS[mixed % HOSTS.length] ?? '';
  const user = USERS[(mixed >>> 8) % USERS.length] ?? '-';
  const result = mixed % 11 === 0 ? 'TCP_DENIED/403' : 'TCP_TUNNEL/200';
  const millis = String(i % 1000).padStart(3, '0');
  return `${FIRST_SECOND + i * 7}.${millis} ${100 + (mixed % 900)} 10.1.${(mixed >>> 12) % 3}.${(mixed >>> 16) % 20} ${result} ${1000 + (mixed % 50_000)} CONNECT ${host}:443 ${user} HIER_DIRECT/192.0.2.1 -\n`;
}

/** Lines [from, to) of that log. */
export function squidLog(from: number, to: number): string {
  let text = '';
  for (let i = from; i < to; i++) {
    text += squidLine(i);
  }
  return text;
}

/** Such traffic in W3C layout, whose times name no zone. */
export function w3cLog(from: number, to: number): string {
  let text = '#Version: 1.0\n#Fields: date time c-ip cs-username cs-host cs-method sc-status cs-bytes sc-bytes\n';
  for (let i = from; i < to; i++) {
    const mixed = Math.imul(i + 1, 0x85ebca6b) >>> 0;
    const when = new Date((FIRST_SECOND + i * 7) * 1000).toISOString();
    const user = USERS[(mixed >>> 8) % USERS.length] ?? '-';
    text += `${when.slice(0, 10)} ${when.slice(11, 19)} 10.2.0.${(mixed >>> 16) % 20} ${user} ${HOSTS[mixed % HOSTS.length]} GET 200 ${100 + (mixed % 5000)} ${2000 + (mixed % 90_000)}\n`;
  }
  return text;
}
