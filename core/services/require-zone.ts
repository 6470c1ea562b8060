import { AppError } from '../contract/errors.ts';

/** @throws AppError zone.unknown */
export function requireZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
  } catch {
    throw new AppError('zone.unknown', `"${zone}" is not a time zone. Use a name such as Europe/Berlin or UTC.`, {
      zone,
    });
  }
}
