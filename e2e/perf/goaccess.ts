import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogFormat } from '../../core/sample/index.ts';
import { type Measured, measure } from './measured-process.ts';

/** Layouts of ours that GoAccess reads by a name of its own. */
const FORMATS: Partial<Record<LogFormat, string>> = { squid: 'SQUID' };

/** GoAccess's version, or null when it is not installed. */
export function goAccessVersion(): string | null {
  const result = spawnSync('goaccess', ['--version'], { encoding: 'utf8' });
  return result.status === 0 ? (/GoAccess - ([\d.]+\d)/.exec(result.stdout)?.[1] ?? 'unknown') : null;
}

/** Reads the same file with GoAccess into its JSON report; null when it has no name for the layout. */
export async function runGoAccess(path: string, format: LogFormat): Promise<Measured | null> {
  const name = FORMATS[format];
  if (name === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'undercast-goaccess-'));
  try {
    return await measure('goaccess', [path, `--log-format=${name}`, '--no-progress', '-o', join(folder, 'out.json')]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
