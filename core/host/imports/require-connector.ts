import { CONNECTORS, connectorsFor } from '../../connectors/index.ts';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { AppError } from '../../contract/errors.ts';

/** @throws AppError format.unknown, privacy.mixed */
export function requireConnector(id: string, own: readonly CustomConnector[], anonymise: boolean): void {
  if (connectorsFor(id, own) === undefined) {
    const known = [...CONNECTORS, ...own].map((one) => one.id).join(', ');
    throw new AppError('format.unknown', `There is no connector "${id}". Known: auto, ${known}.`, { format: id });
  }
  if (anonymise) {
    throw new AppError(
      'privacy.mixed',
      'Activities cannot be anonymised: their records name people in free text too. Import audit logs without it.',
    );
  }
}
