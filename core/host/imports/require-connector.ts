import { CONNECTORS, connectorsFor } from '../../connectors/index.ts';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { AppError } from '../../contract/errors.ts';

/** @throws AppError format.unknown */
export function requireConnector(id: string, own: readonly CustomConnector[]): void {
  if (connectorsFor(id, own) === undefined) {
    const known = [...CONNECTORS, ...own].map((one) => one.id).join(', ');
    throw new AppError('format.unknown', `There is no connector "${id}". Known: auto, ${known}.`, { format: id });
  }
}
