import type { Ledger } from '../contract/imports.ts';
import { countedReasons, TRUNCATED } from '../model/reason-text.ts';
import { humanBytes, humanNumber, humanSeconds, printable } from './human.ts';
import { textTable } from './text-table.ts';

const COUNTS = ['read', 'parsed', 'rejected', 'skipped', 'blank', 'duplicates', 'stored'] as const;
const MANY_FILES = 20;
/** Files of a remark that are named. */
const MANY_NAMED = 5;

/** A ledger for people: what became of every line, by file and in sum. */
export function ledgerText(ledger: Ledger): string {
  const files = ledger.files.length > MANY_FILES ? ledger.files.slice(0, MANY_FILES) : ledger.files;
  const columns = [
    ...COUNTS.map((name) => ({ title: name.toUpperCase(), align: 'right' as const })),
    { title: 'FORMAT' },
    { title: 'FILE' },
  ];
  const rows = files.map((file) => [
    ...COUNTS.map((name) => humanNumber(file[name])),
    file.alreadyImported ? `${file.format} (imported before)` : file.format,
    file.path,
  ]);
  const rest = ledger.files.length - files.length;
  const total = [...COUNTS.map((name) => humanNumber(ledger[name])), '', `all ${ledger.files.length} files`];
  const table = textTable(columns, ledger.files.length > 1 ? [...rows, total] : rows);
  const lines = [
    ...(rest > 0 ? [`… and ${rest} more files (--json lists them all)`] : []),
    ...reasonLine('Rejected and skipped', countedReasons(ledger.reasons)),
    ...reasonLine('Counted all the same', countedReasons(ledger.reasons, 'counted')),
    ...truncatedLine(ledger),
    ...extentLine(ledger),
    `${humanBytes(ledger.bytes)} in ${ledger.seconds < 60 ? `${ledger.seconds.toFixed(1)} s` : humanSeconds(ledger.seconds)}, ${humanNumber(Math.round(ledger.linesPerSecond))} lines/s, ` +
      `${humanBytes(ledger.peakMemoryBytes)} memory`,
  ];
  return `${table}${lines.map((line) => `${line}\n`).join('')}`;
}

/** Evidence of names is stored and has no events. */
function extentLine({ from, to, stored }: Ledger): string[] {
  if (from !== null && to !== null) return [`Events from ${from} to ${to}`];
  return stored > 0 ? [] : ['No events.'];
}

function reasonLine(title: string, reasons: ReturnType<typeof countedReasons>): string[] {
  const told = reasons.map(([words, count]) => `${words}: ${humanNumber(count)}`);
  return told.length === 0 ? [] : [`${title}: ${told.join('; ')}`];
}

function truncatedLine({ files }: Ledger): string[] {
  const cut = files.filter(({ reasons }) => reasons[TRUNCATED] !== undefined).map(({ path }) => printable(path));
  if (cut.length === 0) return [];
  const named =
    cut.length > MANY_NAMED
      ? `${cut.slice(0, MANY_NAMED).join(', ')} and ${cut.length - MANY_NAMED} more`
      : cut.join(', ');
  const holds = cut.length === 1 ? 'it holds' : 'they hold';
  return [
    `Probably truncated: ${named}: ${holds} exactly as many records as exporters stop at without saying so. Export a shorter span of time again.`,
  ];
}
