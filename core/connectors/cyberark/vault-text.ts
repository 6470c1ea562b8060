/** The vault's records as its templates for SIEMs write them: CEF, LEEF, pairs. Out: the names that they have in its own audit. */
import type { Shape } from '../declare.ts';
import { cefShape } from '../kit/cef.ts';
import { SourceRecord } from '../kit/source-record.ts';

const VENDOR = /^cyber-?ark$/i;
const PRODUCT = /^(?:vault|privilege cloud|pas)$/i;

export const VAULT_SHAPES: readonly Shape[] = [
  cefShape(VENDOR, PRODUCT, 'a record of the vault'),
  {
    has: ['deviceVendor', 'deviceProduct', 'signatureId', 'usrName', 'Action'],
    where: { deviceVendor: VENDOR, deviceProduct: PRODUCT },
    score: 1,
    words: 'a record of the vault: LEEF with usrName and Action',
  },
  {
    has: ['MessageID', 'Message', 'Issuer', 'Station', 'Safe'],
    score: 1,
    words: 'a record of the vault in pairs: MessageID, Message, Issuer, Station, Safe',
  },
];

/** The names of the audit, and where they stand in the texts. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  Desc: ['name', 'Action', 'Message'],
  Issuer: ['sourceUserName', 'usrName', 'Issuer'],
  Station: ['sourceAddress', 'src', 'sourceHostName', 'Station'],
  TargetUser: ['Affected User Name', 'TargetUser', 'destinationUserName'],
  Reason: ['reason', 'Reason'],
  File: ['fileName', 'File'],
  Safe: ['Safe Name', 'Safe'],
  Message: ['message'],
  IsoTimestamp: ['deviceReceiptTime'],
  targetAccount: ['destinationUserName', 'UserName'],
  Severity: ['Severity'],
};

/** @returns undefined for a record that is not of these forms */
export function vaultRecord(record: SourceRecord): SourceRecord | undefined {
  if (!record.has('deviceVendor') && !(record.has('MessageID') && record.has('Station'))) return undefined;
  return new SourceRecord(
    Object.fromEntries(Object.entries(NAMES).map(([name, from]) => [name, record.text(...from)])),
  );
}
