import type { z } from 'zod';
import { AppError } from '../../core/contract/errors.ts';
import { HOST_METHODS, type HostMethodName, type HostOutput } from '../../core/contract/host.ts';
import { describeGrant, type Grants } from './grants.ts';
import { placeWorkspace } from './place-workspace.ts';
import { isMissing, type RecentEntry, type RecentList } from './recent-list.ts';

type HostParsed<M extends HostMethodName> = z.output<(typeof HOST_METHODS)[M]['input']>;

/** One function per host method; the two hosts differ only in some of them. */
export type HostHandlers = {
  readonly [M in HostMethodName]: (input: HostParsed<M>) => Promise<HostOutput<M>>;
};

export interface HostFolders {
  readonly grants: Grants;
  readonly recent: RecentList;
  readonly workspaceHome: string;
}

type SharedName = 'host.listRecent' | 'host.forgetRecent' | 'host.placeWorkspace';

/** The methods that are the same under every host. */
export function createSharedHandlers({ grants, recent, workspaceHome }: HostFolders): Pick<HostHandlers, SharedName> {
  const toRecent = (entries: readonly RecentEntry[]) =>
    Promise.all(
      entries.map(async ({ path, name, lastOpened }) => ({
        token: grants.add(path, true).token,
        name,
        location: path,
        lastOpened,
        missing: await isMissing(path),
      })),
    );
  return {
    'host.listRecent': async () => toRecent(await recent.read()),
    'host.forgetRecent': async ({ token }) => toRecent(await recent.remove(pathOf(grants, token))),
    'host.placeWorkspace': async ({ name }) => {
      const path = await placeWorkspace(workspaceHome, name);
      return describeGrant(grants.add(path, true), null, name);
    },
  };
}

/** @throws AppError grant.unknown */
export function pathOf(grants: Grants, token: string): string {
  const grant = grants.get(token);
  if (grant === null) throw new AppError('grant.unknown', 'This file was not chosen in this session. Choose it again.');
  return grant.path;
}

function isHostMethod(name: unknown): name is HostMethodName {
  return typeof name === 'string' && Object.hasOwn(HOST_METHODS, name);
}

/**
 * Checks a page's call and answers it.
 * @throws AppError method.unknown, input.invalid, or what the method itself finds
 */
export async function callHost(handlers: HostHandlers, method: unknown, input: unknown): Promise<unknown> {
  if (!isHostMethod(method)) throw new AppError('method.unknown', `The host has no method “${String(method)}”.`);
  const checked = HOST_METHODS[method].input.safeParse(input ?? {});
  if (!checked.success) {
    const where = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new AppError('input.invalid', `${method}: ${where}`, { method });
  }
  // Handler and schema belong to the same key; TypeScript cannot relate the two unions.
  const handler = handlers[method] as (checkedInput: unknown) => Promise<unknown>;
  return handler(checked.data);
}
