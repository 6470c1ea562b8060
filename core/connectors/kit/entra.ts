/**
 * Entra ID gives one record under three spellings: Microsoft Graph's (`userPrincipalName`), the diagnostic stream's (the same below
 * `properties`) and Log Analytics' columns (`UserPrincipalName`).
 */
import type { ActivityDevice, ActivityPlace } from '../../model/activity.ts';
import type { SourceRecord } from './source-record.ts';

/** The paths of a field in all three spellings. */
export function entraPaths(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [
    `properties.${name}`,
    name,
    name
      .split('.')
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join('.'),
  ]);
}

/** The object of this name, also where Log Analytics keeps it as text. */
export function entraObject(record: SourceRecord, name: string): SourceRecord | undefined {
  for (const path of entraPaths(name)) {
    const found = record.object(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `location` of sign-ins and risk detections. */
export function entraPlace(record: SourceRecord): ActivityPlace | undefined {
  const location = entraObject(record, 'location') ?? entraObject(record, 'locationDetails');
  if (location === undefined) return undefined;
  const country = location.text('countryOrRegion');
  const region = location.text('state');
  const city = location.text('city');
  const latitude = location.number('geoCoordinates.latitude');
  const longitude = location.number('geoCoordinates.longitude');
  return {
    ...(country === '' ? {} : { country }),
    ...(region === '' ? {} : { region }),
    ...(city === '' ? {} : { city }),
    ...(latitude === undefined || longitude === undefined ? {} : { latitude, longitude }),
  };
}

/** `deviceDetail` of sign-ins, and the portal's columns for the same. */
export function entraDevice(record: SourceRecord): ActivityDevice {
  const detail = entraObject(record, 'deviceDetail');
  const id = detail?.text('deviceId') || record.text('Device ID');
  const name = detail?.text('displayName') ?? '';
  const os = detail?.text('operatingSystem') || record.text('Operating System');
  const browser = detail?.text('browser') || record.text('Browser');
  const managed = detail?.flag('isManaged') ?? record.flag('Managed');
  const compliant = detail?.flag('isCompliant') ?? record.flag('Compliant');
  const trust = detail?.text('trustType') || record.text('Join Type');
  return {
    ...(id === '' ? {} : { id }),
    ...(name === '' ? {} : { name }),
    ...(managed === undefined ? {} : { managed }),
    ...(compliant === undefined ? {} : { compliant }),
    ...(trust === '' ? {} : { hybridJoined: /hybrid|ServerAd/i.test(trust) }),
    ...(os === '' ? {} : { os }),
    ...(browser === '' ? {} : { browser }),
  };
}
