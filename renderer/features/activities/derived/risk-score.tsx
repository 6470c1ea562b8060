import type { AccountRow } from '../../../../core/contract/accounts.ts';
import { formatCount } from '../../../kit/format.ts';
import { Level } from './cells.tsx';

/** An account's points, with the word for how many they are. */
export function RiskScore({ row }: { readonly row: Pick<AccountRow, 'risk' | 'riskLevel'> }) {
  return row.riskLevel === 'none' ? (
    '0'
  ) : (
    <Level level={row.riskLevel} word={`${formatCount(row.risk)} ${row.riskLevel}`} />
  );
}
