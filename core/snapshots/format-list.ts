/**
 * In: text as PowerShell's Format-List writes it: `Name : value`, a blank line between objects, long values going on under the colon.
 * Out: the objects. Hawk keeps a tenant's configuration and mailboxes so (AdminAuditLogConfig.txt, OrgConfig.txt, Mailbox_Info.txt).
 */
import type { SnapshotRow } from '../model/snapshot.ts';

const PAIR = /^([A-Za-z][\w.]{0,100}) {0,100}: ?(.*)$/;
/** How many lines of its own make a text such a list. */
const LEAST_PAIRS = 3;

/** Empty where it is none. */
export function formatListRows(text: string): SnapshotRow[] {
  const rows: Record<string, string>[] = [];
  let row: Record<string, string> = {};
  let last = '';
  const lines = text.split(/\r?\n/);
  const close = (): void => {
    if (Object.keys(row).length >= LEAST_PAIRS) rows.push(row);
    row = {};
    last = '';
  };
  for (const line of lines) {
    const [, name, value] = PAIR.exec(line) ?? [];
    if (line.trim() === '') close();
    else if (name !== undefined && value !== undefined) {
      row[name] = value.trim();
      last = name;
    } else if (/^\s/.test(line) && last !== '') row[last] = `${row[last] ?? ''} ${line.trim()}`.trim();
    // What is neither stands in no such list.
    else return [];
  }
  close();
  return rows;
}
