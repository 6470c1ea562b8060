/** serve: the console in a browser, over loopback. */
import type { Command } from 'commander';
import { AppError } from '../../contract/errors.ts';
import { AlreadyTold } from '../failure.ts';
import { wholeNumber } from '../options.ts';

interface ServeOptions {
  readonly workspace?: string;
  readonly port?: number;
  readonly sample?: boolean;
}

/** Prints its own address and errors; answers with the exit status. */
type RunServe = (words: readonly string[]) => Promise<number>;

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('open the console to a browser on this machine; prints its one-time address')
    .option('-w, --workspace <folder>', 'open this workspace')
    .option('--port <n>', 'listen here instead of on a free port', wholeNumber(0, 65_535))
    .option('--sample', 'open the sample workspace')
    .action(async (options: ServeOptions) => {
      const run = await loadServe();
      const status = await run([
        ...(options.workspace === undefined ? [] : ['--workspace', options.workspace]),
        ...(options.port === undefined ? [] : ['--port', String(options.port)]),
        ...(options.sample === true ? ['--sample'] : []),
      ]);
      if (status !== 0) throw new AlreadyTold(status);
    });
}

/** The host stands outside core, so core names it by address only and never compiles against it. */
async function loadServe(): Promise<RunServe> {
  const source = new URL('../../../electron/loopback/serve.ts', import.meta.url);
  const { href: address } = import.meta.url.endsWith('.ts') ? source : new URL('./serve.js', import.meta.url);
  const host: unknown = await import(address);
  if (typeof host === 'object' && host !== null && 'runServe' in host && typeof host.runServe === 'function') {
    return host.runServe as RunServe;
  }
  throw new AppError('host.unsupported', 'This copy of Undercast has no console to serve.');
}
