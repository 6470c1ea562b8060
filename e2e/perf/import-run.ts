import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { BenchInput } from './inputs.ts';
import { measure } from './measured-process.ts';

/** What the bench reads of the ledger that `undercast import --json` prints. */
const ledgerShape = z.object({
  read: z.number(),
  parsed: z.number(),
  rejected: z.number(),
  skipped: z.number(),
  blank: z.number(),
  stored: z.number(),
  duplicates: z.number(),
  seconds: z.number(),
  peakMemoryBytes: z.number(),
});

export interface ImportRun {
  readonly ledger: z.infer<typeof ledgerShape>;
  /** From the start of the process to its end: everything is durable by then. */
  readonly seconds: number;
  readonly cpuSeconds: number | null;
  readonly peakBytes: number;
  readonly databaseBytes: number;
  readonly evidenceBytes: number;
  readonly workspace: string;
}

const sizeOf = (files: readonly string[]): number => files.reduce((sum, file) => sum + statSync(file).size, 0);

/**
 * Imports a log into a new workspace with the real command line.
 * @throws Error when the ledger does not account for every line of the file
 */
export async function runImport(
  root: string,
  input: Pick<BenchInput, 'path' | 'lines'>,
  cli?: string,
): Promise<ImportRun> {
  const folder = mkdtempSync(join(tmpdir(), 'undercast-bench-run-'));
  const workspace = join(folder, 'bench.undercast');
  const command = cli ?? join(root, 'core/cli/undercast.mjs');
  try {
    const { seconds, peakBytes, cpuSeconds, stdout } = await measure(process.execPath, [
      command,
      'import',
      input.path,
      '--workspace',
      workspace,
      '--json',
    ]);
    const ledger = ledgerShape.parse(JSON.parse(stdout));
    if (
      ledger.read !== input.lines ||
      ledger.read !== ledger.parsed + ledger.rejected + ledger.skipped + ledger.blank
    ) {
      throw new Error(`The ledger does not add up: ${JSON.stringify(ledger)} for ${input.lines} lines`);
    }
    const files = globSync('**/*', { cwd: workspace, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const evidence = files.filter((file) => file.includes(join(workspace, 'evidence')));
    return {
      ledger,
      seconds,
      cpuSeconds,
      peakBytes: peakBytes ?? ledger.peakMemoryBytes,
      databaseBytes: sizeOf(files.filter((file) => !evidence.includes(file))),
      evidenceBytes: sizeOf(evidence),
      workspace,
    };
  } catch (error) {
    removeRun(workspace);
    throw error;
  }
}

/** Imports the same file once more into the workspace of a run. @returns seconds of the whole process */
export async function importAgain(root: string, input: BenchInput, workspace: string): Promise<number> {
  const command = join(root, 'core/cli/undercast.mjs');
  const args = [command, 'import', input.path, '--workspace', workspace, '--json'];
  const { seconds, stdout } = await measure(process.execPath, args);
  const { stored } = ledgerShape.parse(JSON.parse(stdout));
  if (stored !== 0) throw new Error(`A known file brought ${stored} lines again`);
  return seconds;
}

export function removeRun(workspace: string): void {
  rmSync(join(workspace, '..'), { recursive: true, force: true });
}
