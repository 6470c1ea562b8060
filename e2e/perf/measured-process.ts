import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Measured {
  readonly seconds: number;
  /** Highest resident memory the system saw, bytes; null where /proc is not there to ask. */
  readonly peakBytes: number | null;
  /** Processor time of all its threads, user and system; null where /proc is not there to ask. Up to 20 ms short. */
  readonly cpuSeconds: number | null;
  readonly stdout: string;
}

/** Linux counts processor time in hundredths of a second. */
const TICKS = 100;

/** User and system time so far, from Linux's /proc. */
function cpuOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return null;
  }
}

/** The high-water mark of a process's resident memory, from Linux's /proc. */
function peakOf(pid: number): number | null {
  try {
    const match = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
    return match === null ? null : Number(match[1]) * 1024;
  } catch {
    return null;
  }
}

/**
 * Runs a program to its end.
 * @throws Error with what it wrote to standard error when it fails
 */
export function measure(program: string, args: readonly string[]): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let peakBytes: number | null = null;
    let cpuSeconds: number | null = null;
    const look = (): void => {
      if (child.pid === undefined) return;
      const now = peakOf(child.pid);
      cpuSeconds = cpuOf(child.pid) ?? cpuSeconds;
      if (now !== null) peakBytes = Math.max(peakBytes ?? 0, now);
    };
    const timer = setInterval(look, 20);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => out.push(part));
    child.stderr.on('data', (part: Buffer) => err.push(part));
    child.on('error', (error) => {
      clearInterval(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - begun) / 1000;
      if (code === 0) resolve({ seconds, peakBytes, cpuSeconds, stdout: Buffer.concat(out).toString('utf8') });
      else
        reject(
          new Error(`${program} ${args.join(' ')} ended with ${code}: ${Buffer.concat(err).toString('utf8').trim()}`),
        );
    });
  });
}
