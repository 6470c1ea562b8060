import type { SourceStatus } from '../contract/collectors.ts';
import { humanBytes, humanNumber, printable, UNKNOWN } from './human.ts';
import { textTable } from './text-table.ts';

/** The status of all sources as a table, with a line for each problem. */
export function collectStatusText(sources: readonly SourceStatus[]): string {
  const table = textTable(
    [
      { title: 'SOURCE' },
      { title: 'LISTENS ON' },
      { title: 'STATE' },
      { title: 'LAST DATA' },
      { title: 'LINES', align: 'right' },
      { title: 'LINES/S', align: 'right' },
      { title: 'RECEIVED', align: 'right' },
      { title: 'DROPPED', align: 'right' },
      { title: 'IN SPOOL', align: 'right' },
    ],
    sources.map((one) => [
      printable(one.name),
      one.address,
      stateText(one),
      one.lastData === null ? UNKNOWN : `${new Date(one.lastData).toISOString().slice(0, 19)}Z`,
      humanNumber(one.lines),
      humanNumber(Math.round(one.rateNow)),
      humanBytes(one.bytes),
      humanNumber(droppedLines(one)),
      humanBytes(one.waitingBytes),
    ]),
  );
  const notes = sources.flatMap((one) => [
    ...(one.problem === null ? [] : [`${printable(one.name)}: ${printable(one.problem)}`]),
    ...(one.lastRefusal === null
      ? []
      : [`${printable(one.name)}: ${one.refused} connections refused, the last: ${printable(one.lastRefusal)}`]),
  ]);
  return table + notes.map((note) => `${note}\n`).join('');
}

function droppedLines({ dropped }: SourceStatus): number {
  return dropped.congested + dropped.oversized + dropped.incomplete + (dropped.kernel ?? 0);
}

function stateText(one: SourceStatus): string {
  if (one.state !== 'listening') return one.state === 'full' ? 'disk full' : one.state;
  return one.health === 'created' ? 'no data yet' : one.health;
}
