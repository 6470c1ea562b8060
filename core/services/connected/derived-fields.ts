/** What can be asked of each derived table. */
import { DERIVED_TABLES, type DerivedTableName } from '../../contract/connected.ts';
import { ACCOUNT_FIELDS, FILE_FIELDS, type FieldTable, OAUTH_FIELDS, POSTURE_FIELDS } from '../../query/index.ts';

export const DERIVED_FIELDS: Readonly<Record<DerivedTableName, FieldTable>> = {
  accounts: ACCOUNT_FIELDS,
  files: FILE_FIELDS,
  oauth: OAUTH_FIELDS,
  posture: POSTURE_FIELDS,
};

export function isDerivedTable(table: string): table is DerivedTableName {
  return DERIVED_TABLES.some((name) => name === table);
}
