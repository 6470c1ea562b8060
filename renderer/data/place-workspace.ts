import type { HostClient } from '../../core/contract/client.ts';
import { AppError } from '../../core/contract/errors.ts';
import type { Granted } from '../../core/contract/host.ts';

const MOST_TRIES = 100;

/** A place for a new workspace; a taken name gets a number behind it. */
export async function placeFreely(host: HostClient, name: string): Promise<Granted> {
  for (let number = 1; ; number++) {
    try {
      return await host.host('host.placeWorkspace', { name: number === 1 ? name : `${name} ${number}` });
    } catch (error) {
      const taken = error instanceof AppError && error.code === 'workspace.exists';
      if (!taken || number === MOST_TRIES) throw error;
    }
  }
}
