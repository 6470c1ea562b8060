import type { CustomConnector } from '../../contract/custom-connector.ts';
import { AppError } from '../../contract/errors.ts';

/** @throws AppError format.unknown */
export async function requireConnector(id: string, own: readonly CustomConnector[]): Promise<void> {
  const { CONNECTORS, connectorsFor } = await import('../../connectors/index.ts');
  if (connectorsFor(id, own) === undefined) {
    const known = [...CONNECTORS, ...own].map((one) => one.id).join(', ');
    throw new AppError('format.unknown', `There is no connector "${id}". Known: auto, ${known}.`, { format: id });
  }
}
