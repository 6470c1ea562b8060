import { packFrame } from '../../../core/store/evidence/frame-codec.ts';
import { newReader, parseSlices } from './read-slices.ts';

/** What a line of a log costs a parser thread, in nanoseconds of processor time. */
export interface ReadCost {
  readonly lines: number;
  readonly bytes: number;
  /** Everything but compressing evidence. */
  readonly reading: number;
  /** With it. */
  readonly all: number;
  /** Share of lines that are read from bytes. */
  readonly fromBytes: number;
}

const SLICE = 8 * 1024 * 1024;
const LF = 10;

function cutAtLineEnds(log: Buffer): Buffer[] {
  const slices: Buffer[] = [];
  for (let at = 0; at < log.length; ) {
    const end = log.lastIndexOf(LF, Math.min(log.length, at + SLICE) - 1) + 1;
    const stop = end <= at ? log.length : end;
    slices.push(log.subarray(at, stop));
    at = stop;
  }
  return slices;
}

/** Least of three rounds, all threads of the collector included: what else the machine does only ever adds. */
function leastNs(work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) * 1000);
  }
  return least;
}

function countLines(log: Buffer): number {
  let lines = 0;
  for (let at = log.indexOf(LF); at >= 0; at = log.indexOf(LF, at + 1)) lines++;
  return lines;
}

/** Lines of the first slice that are read from bytes; the reader learns its format and directives from those that are not. */
function shareFromBytes(slice: Buffer): number {
  const reader = newReader('auto');
  const text = slice.toString('latin1');
  let lines = 0;
  let taken = 0;
  for (let start = 0; start < slice.length; lines++) {
    const newline = slice.indexOf(LF, start);
    const end = newline < 0 ? slice.length : newline;
    if (reader.readBytes(slice, start, end)) taken++;
    else reader.read(text, start, end);
    start = end + 1;
  }
  return lines === 0 ? 0 : taken / lines;
}

/** Reads a log in one thread, as an import does whose format is not named. */
export function readCost(log: Buffer): ReadCost {
  const slices = cutAtLineEnds(log);
  const lines = countLines(log);
  const fromBytes = shareFromBytes(slices[0] ?? Buffer.alloc(0));
  // Compiled before it is measured, as it is after the first of many slices.
  parseSlices(slices, 'auto', null);
  const reading = leastNs(() => parseSlices(slices, 'auto', null)) / lines;
  const all = leastNs(() => parseSlices(slices, 'auto', packFrame)) / lines;
  return { lines, bytes: log.length, reading, all, fromBytes };
}
