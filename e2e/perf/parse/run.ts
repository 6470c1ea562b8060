/**
 * What reading costs, layout by layout: a worker thread of its own for each, so that none is compiled for another's lines. The worker is
 * this file as well.
 */
import { readFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { TRAFFIC_FORMATS } from '../../../core/ingest/formats/registry.ts';
import { generate, startFor } from '../../../core/sample/index.ts';
import { fixtureLog } from './fixture-log.ts';
import { type ReadCost, readCost } from './read-cost.ts';

/** One kind of lines of a format. */
export interface Layout {
  readonly format: string;
  readonly isJson: boolean;
}

interface Order extends Layout {
  readonly lines: number;
  readonly seed: number;
  readonly isMixed: boolean;
}

/** The generator's Squid log: what all others are compared with. */
const REFERENCE = '';

function sampleOf({ format, isJson }: Layout): string[] {
  const url = new URL(`../../../core/ingest/formats/${format}/sample.log`, import.meta.url);
  return readFileSync(url, 'latin1')
    .split(/\r?\n/)
    .filter((line) => line.startsWith('{') === isJson);
}

/** A log out of the sample of a layout. */
export function layoutLog(layout: Layout, lines: number, seed: number, isMixed: boolean): Buffer {
  return fixtureLog(layout.format, sampleOf(layout), lines, seed, isMixed);
}

function logOf(order: Order): Buffer {
  const { format, lines, seed, isMixed } = order;
  if (format !== REFERENCE) return layoutLog(order, lines, seed, isMixed);
  const log = generate({ format: 'squid', seed, lines, start: startFor(Date.parse('2025-06-30'), 14), days: 14 });
  return Buffer.concat(Array.from(log, (piece) => Buffer.from(piece, 'latin1')));
}

function measure(order: Order): Promise<ReadCost> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: order });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** Text and objects of every registered format that has them in its sample. */
export function layoutsOf(names: readonly string[]): Layout[] {
  return TRAFFIC_FORMATS.filter(({ id }) => names.length === 0 || names.includes(id))
    .flatMap(({ id }) => [false, true].map((isJson) => ({ format: id, isJson })))
    .filter((layout) => sampleOf(layout).some((line) => line !== ''));
}

/** As the command line takes them: `every`, or their formats. */
export function namesOf(layouts: readonly Layout[]): string {
  const isEvery = layouts.length === layoutsOf([]).length;
  return isEvery ? 'every' : [...new Set(layouts.map(({ format }) => format))].join(',');
}

/** Cost of the generator's Squid log. */
export function measureSquid(lines: number, seed: number): Promise<ReadCost> {
  return measure({ format: REFERENCE, isJson: false, lines, seed, isMixed: false });
}

/** @param isMixed the sample's kinds of lines take turns, else they come in runs */
export function measureLayout(layout: Layout, lines: number, seed: number, isMixed: boolean): Promise<ReadCost> {
  return measure({ ...layout, lines, seed, isMixed });
}

if (!isMainThread) parentPort?.postMessage(readCost(logOf(workerData as Order)));
