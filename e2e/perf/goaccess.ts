import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogFormat } from '../../core/sample/index.ts';
import type { BenchFormat } from './inputs.ts';
import { isJsonLayout } from './json-layouts.ts';
import { type Measured, measure } from './measured-process.ts';

/**
 * How GoAccess is told to read our layouts. Its own name SQUID expects a syslog header in front of each line (1.7), so
 * Squid's native log is spelled out: time, elapsed, client, status, bytes, method, URL, user.
 */
const FORMATS: Partial<Record<LogFormat, readonly string[]>> = {
  squid: ['--log-format=%x.%^ %~%L %h %^/%s %b %m %U %e %^', '--datetime-format=%s'],
};

/** GoAccess's version, or null when it is not installed. */
export function goAccessVersion(): string | null {
  const result = spawnSync('goaccess', ['--version'], { encoding: 'utf8' });
  return result.status === 0 ? (/GoAccess - ([\d.]+\d)/.exec(result.stdout)?.[1] ?? 'unknown') : null;
}

/** Reads the same file with GoAccess into its JSON report; null when it cannot be told the layout. */
export async function runGoAccess(path: string, format: BenchFormat): Promise<Measured | null> {
  const reading = isJsonLayout(format) ? undefined : FORMATS[format];
  if (reading === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'undercast-goaccess-'));
  try {
    return await measure('goaccess', [path, ...reading, '--no-progress', '-o', join(folder, 'out.json')]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
