import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copySample } from './shared-sample.ts';

/** Text of each log by its file's name. */
export type Logs = Readonly<Record<string, string>>;

const CLI = join(import.meta.dirname, '..', '..', 'core', 'cli', 'undercast.mjs');
const FOLDER = 'Ready.undercast';

/** Workspaces that logs were imported into, made once for all who ask for the same logs: each gets a copy of its own. */
export class ReadyWorkspaces {
  private readonly folder = mkdtempSync(join(tmpdir(), 'undercast-ready-'));
  private readonly made = new Map<string, Promise<string>>();
  private copies = 0;

  /** @returns the workspace's folder */
  async copyOf(logs: Logs): Promise<string> {
    const key = JSON.stringify(logs);
    const made = this.made.get(key) ?? this.make(logs);
    this.made.set(key, made);
    const copy = join(this.folder, `copy-${this.copies++}`, FOLDER);
    await cp(await made, copy, { recursive: true });
    return copy;
  }

  /** @returns the folder of a copy of the sample workspace, which is made once for all workers */
  copyOfSample(): Promise<string> {
    return copySample(join(this.folder, `copy-${this.copies++}`));
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async make(logs: Logs): Promise<string> {
    const folder = join(this.folder, `made-${this.made.size}`);
    const workspace = join(folder, FOLDER);
    await mkdir(folder);
    const files = Object.keys(logs).map((name) => join(folder, name));
    for (const [at, text] of Object.values(logs).entries()) await writeFile(files[at] ?? '', text);
    const env = { ...process.env, UNDERCAST_CONFIG: join(folder, 'config') };
    await promisify(execFile)(process.execPath, [CLI, 'import', ...files, '--workspace', workspace], { env });
    return workspace;
  }
}
