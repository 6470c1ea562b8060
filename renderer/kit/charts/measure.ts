import { formatBytes, formatCount, formatShort } from '../format.ts';

/** How a chart's numbers are written: in labels, on the axis, and what their unit is called. */
export interface Measure {
  /** "Traffic", "Users". */
  readonly title: string;
  /** Said on the axis and in the header: "bytes", "requests". */
  readonly unit: string;
  readonly format: (value: number | null) => string;
  readonly formatAxis: (value: number) => string;
  /** Bytes are counted in powers of 1024, so their round numbers are other ones. */
  readonly binary: boolean;
}

export function countMeasure(title: string, unit: string): Measure {
  return { title, unit, format: formatCount, formatAxis: formatShort, binary: false };
}

export function bytesMeasure(title: string): Measure {
  return { title, unit: 'bytes', format: formatBytes, formatAxis: formatBytesTick, binary: true };
}

/** Axis ticks are exact multiples of a unit, so they need no decimals: "256 MiB", not "256.0 MiB". */
function formatBytesTick(value: number): string {
  return formatBytes(value)
    .replace(/([.,])0+(?=\D)/, '')
    .replace(/([.,]\d*?)0+(?=\D)/, '$1');
}

const STEPS_DECIMAL = [1, 2, 5, 10];
const STEPS_BINARY = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/**
 * Round axis values from 0 up to at least `max`, about `wanted` of them. Whole numbers only: nothing here is counted in halves.
 */
export function ticksUpTo(max: number, wanted: number, binary: boolean): readonly number[] {
  if (!(max > 0)) return [0];
  const rough = max / Math.max(1, wanted);
  const base = binary ? 1024 : 10;
  const scale = base ** Math.floor(Math.log(rough) / Math.log(base));
  const steps = binary ? STEPS_BINARY : STEPS_DECIMAL;
  const factor = steps.find((candidate) => candidate * scale >= rough) ?? base;
  const step = Math.max(1, factor * scale);
  const ticks: number[] = [];
  for (let tick = 0; ; tick += step) {
    ticks.push(tick);
    if (tick >= max) return ticks;
  }
}
