import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const entry = z.object({ path: z.string().min(1), name: z.string(), lastOpened: z.number() });
const file = z.object({ workspaces: entry.array() });
export type RecentEntry = z.infer<typeof entry>;

const KEPT = 20;

/** Recently opened workspaces, newest first, in a file that both hosts read and write. */
export interface RecentList {
  read(): Promise<readonly RecentEntry[]>;
  add(path: string, name: string, time: number): Promise<readonly RecentEntry[]>;
  remove(path: string): Promise<readonly RecentEntry[]>;
}

export function createRecentList(configFolder: string): RecentList {
  const path = join(configFolder, 'recent.json');
  let last: Promise<unknown> = Promise.resolve();

  async function read(): Promise<readonly RecentEntry[]> {
    const parsed = file.safeParse(await readJsonFile(path));
    return parsed.success ? parsed.data.workspaces : [];
  }

  /** One change at a time, each on what stands in the file: the other host may have written in between. */
  function change(make: (old: readonly RecentEntry[]) => readonly RecentEntry[]): Promise<readonly RecentEntry[]> {
    const next = last.then(async () => {
      const workspaces = make(await read()).slice(0, KEPT);
      await writeJsonFile(path, { workspaces });
      return workspaces;
    });
    last = next.catch(() => undefined);
    return next;
  }

  return {
    read,
    add: (added, name, lastOpened) =>
      change((old) => [{ path: added, name, lastOpened }, ...old.filter((one) => one.path !== added)]),
    remove: (removed) => change((old) => old.filter((one) => one.path !== removed)),
  };
}

export async function isMissing(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    () => true,
  );
}
