/** In: the columns of a line of Zscaler's default comma or tab separated output. Out: what they hold. */
import type { CsvFields } from '../csv-fields/csv-fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { readIsoTime, readMonthTime, type TimeTarget } from '../shared/time.ts';
import { FIREWALL_COLUMNS, WEB_COLUMNS, WEB_COLUMNS_2024 } from './names.ts';

const scratch: TimeTarget = { timeMs: 0, timeIsLocal: false, timeIsYearless: false };

/** Which of the default orders fits: sizes and addresses stand at places of their own in each. Empty when none does. */
export function columnFields(text: string, columns: CsvFields): readonly number[] {
  const count = columns.count;
  if (count < 23) return [];
  const first = columns.start(0);
  const isTime =
    readMonthTime(text, first, columns.end(0), scratch) > 0 || readIsoTime(text, first, columns.end(0), scratch) > 0;
  if (!isTime) return [];
  const isNumber = (index: number): boolean => parseUint(text, columns.start(index), columns.end(index)) >= 0;
  if (count >= 31 && isNumber(4) && isNumber(5) && isNumber(26) && isNumber(27)) return FIREWALL_COLUMNS;
  if (isNumber(7) && isNumber(8)) return WEB_COLUMNS;
  return isNumber(8) && isNumber(9) ? WEB_COLUMNS_2024 : [];
}
