/** Calls of the contract in a process of their own, which ends at a step as `kill -9` would end it. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { ContractCall } from './make-calls.ts';

/** @param endAt as `end-at-step.mjs` reads it; null lets the process end. @returns what ended it, and the answers where nothing did */
export function callsOf(
  calls: readonly ContractCall[],
  endAt: string | null,
): Promise<{ signal: string | null; out: string }> {
  const harness = import.meta.dirname;
  const words = ['--import', path.join(harness, 'end-at-step.mjs'), path.join(harness, 'make-calls.ts')];
  const env = endAt === null ? process.env : { ...process.env, UNDERCAST_END_AT: endAt };
  const child = spawn(process.execPath, [...words, JSON.stringify(calls)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  return new Promise((resolve) => child.on('close', (_, signal) => resolve({ signal, out })));
}
