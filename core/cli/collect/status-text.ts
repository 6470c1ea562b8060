import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceStatus } from '../../contract/collectors.ts';
import { FAULT_WORDS } from '../../model/spool-fault.ts';
import type { CommandContext } from '../context.ts';
import { humanBytes, humanCount, humanNumber, printable, UNKNOWN } from '../human.ts';
import { textTable } from '../text-table.ts';

/** The status of all sources as a table, with a line for each problem. */
function statusText(sources: readonly SourceStatus[]): string {
  const table = textTable(
    [
      { title: 'SOURCE' },
      { title: 'AT' },
      { title: 'STATE' },
      { title: 'LAST DATA' },
      { title: 'LINES', align: 'right' },
      { title: 'LINES/S', align: 'right' },
      { title: 'RECEIVED', align: 'right' },
      { title: 'DROPPED', align: 'right' },
      { title: 'WAITING', align: 'right' },
    ],
    sources.map((one) => [
      printable(one.name),
      one.address,
      stateText(one),
      one.lastData === null ? UNKNOWN : `${new Date(one.lastData).toISOString().slice(0, 19)}Z`,
      one.files === null ? humanNumber(one.lines) : humanCount(one.files, 'file'),
      humanNumber(one.rateNow === null ? null : Math.round(one.rateNow)),
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
  if (one.fault !== null) return FAULT_WORDS[one.fault].toLowerCase();
  if (one.state !== 'listening') return one.state;
  if (one.isStrained) return 'too slow';
  return one.health === 'created' ? 'no data yet' : one.health;
}

/** The status on standard output: a table, or one JSON object on a line. */
export async function printStatus(
  status: readonly SourceStatus[],
  { json }: { readonly json?: boolean },
  { out }: CommandContext,
): Promise<void> {
  if (json === true) await out.json({ time: new Date().toISOString(), sources: status });
  else await out.write(statusText(status));
}

/** Tells every so many seconds (0: never) until the user interrupts. */
export async function untilInterrupted(signal: AbortSignal, seconds: number, tell: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    // Waiting ends with the interrupt; that is the expected end, not a failure.
    await sleep((seconds || 3600) * 1000, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted && seconds > 0) await tell();
  }
}
