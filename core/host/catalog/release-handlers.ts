/** Which catalog holds: updates, going back, keys. What the open workspace decided follows, and its log says so. */

import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { GovernanceAction } from '../../model/governance-action.ts';
import type { Grants } from '../grants.ts';
import type { ReleaseFacts } from '../reader/ops.ts';
import { readList } from '../workspace/lists.ts';
import type { Session } from '../workspace/session.ts';
import { distrustKey, readInForce, rollBack, trustedKeys, trustKey } from './catalog-folder.ts';
import { shippedRelease } from './catalog-in-force.ts';
import { readPublicKey } from './signing.ts';

/** Moves what a writable workspace holds of apps to their present ids, and notes which catalog it is read with. */
export async function settleCatalog(session: Session, resourcesDir: string): Promise<void> {
  // A reader that imports from the command line has loaded no code for questions: most workspaces need none here.
  const governed = await session.writer('catalog.governed', null);
  const renamed = governed.length === 0 ? [] : await session.reader.call('reader.renamedApps', { ids: governed });
  // The shipped catalog need not be opened to know its name: opening a workspace waits for nothing.
  const release: ReleaseFacts =
    readInForce().current === null
      ? { ...shippedRelease(resourcesDir), publisher: null, key: null }
      : (await session.reader.call('reader.release', null)).inForce;
  await session.writer('catalog.settle', { renamed, release });
}

/** Everybody goes by what the folder of updates says now. */
export async function followFolder(session: Session, resourcesDir: string): Promise<{ inForce: ReleaseFacts }> {
  await session.setCatalog(readInForce().current);
  if (session.workspace?.readOnly === false) await settleCatalog(session, resourcesDir);
  const { inForce } = await session.reader.call('reader.release', null);
  return { inForce };
}

export function releaseHandlers(session: Session, grants: Grants, resourcesDir: string) {
  const file = (token: string): { path: string; shown: string } => {
    const { path, shown } = grants.require(token, false);
    return { path, shown };
  };
  const note = async (action: GovernanceAction, subject: string, detail: Record<string, unknown>): Promise<void> => {
    if (session.workspace?.readOnly === false) await session.writer('governance.log', { action, subject, detail });
  };
  return {
    'catalog.getRelease': async (): Promise<MethodOutput<'catalog.getRelease'>> => {
      const { inForce, problem } = await session.reader.call('reader.release', null);
      const { current, previous } = readInForce();
      return {
        inForce,
        problem,
        shipped: shippedRelease(resourcesDir),
        canGoBack: current !== null || previous !== null,
        keys: trustedKeys(resourcesDir).map(({ id, name, builtIn }) => ({ id, name, builtIn })),
      };
    },
    'catalog.inspectUpdate': async ({ token }: MethodParsed<'catalog.inspectUpdate'>) =>
      (await session.slowReader()).call('reader.inspectUpdate', file(token)),
    'catalog.applyUpdate': async ({ token, id, allowOlder }: MethodParsed<'catalog.applyUpdate'>) => {
      const reader = await session.slowReader();
      await reader.call('reader.installUpdate', { ...file(token), id: id ?? null, allowOlder });
      return followFolder(session, resourcesDir);
    },
    'catalog.rollBack': ({ to }: MethodParsed<'catalog.rollBack'>) => {
      const { current, previous } = readInForce();
      if (current === null && (to === 'shipped' || previous === null)) {
        throw new AppError(
          'input.invalid',
          'The catalog that came with Undercast is in force: there is nothing to go back to.',
        );
      }
      rollBack(to, shippedRelease(resourcesDir).version);
      return followFolder(session, resourcesDir);
    },
    'catalog.trustKey': async ({ token, name }: MethodParsed<'catalog.trustKey'>) => {
      const key = readPublicKey(readList(grants.require(token, false)), name);
      const builtIn = trustedKeys(resourcesDir).find((known) => known.id === key.id && known.builtIn);
      if (builtIn !== undefined) return { id: builtIn.id, name: builtIn.name, builtIn: true };
      trustKey(key);
      await note('catalog.trustKey', key.name, { key: key.id });
      await followFolder(session, resourcesDir);
      return { id: key.id, name: key.name, builtIn: false };
    },
    'catalog.distrustKey': async ({ id }: MethodParsed<'catalog.distrustKey'>) => {
      const key = distrustKey(id);
      await note('catalog.distrustKey', key.name, { key: id });
      // An update that this key had signed holds no longer.
      await followFolder(session, resourcesDir);
      return {};
    },
  };
}
