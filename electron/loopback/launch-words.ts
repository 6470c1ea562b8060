import { parseArgs } from 'node:util';

/** The words after `npm start --`, `undercast serve` or Electron's own command line. */
export interface LaunchWords {
  readonly sample: boolean;
  /** A workspace folder, its inner file or an archive. */
  readonly workspace: string | null;
  readonly port: number;
  readonly open: boolean;
  readonly electron: 'auto' | 'never' | 'retry';
  readonly help: boolean;
}

export const LAUNCH_HELP = `Usage: npm start -- [WORKSPACE] [options]

  WORKSPACE            a .undercast folder, its workspace.undercast file or a .undercastz archive to open
  --workspace PATH     the same
  --sample             go straight to the sample workspace
  --port N             port of the browser console (any free one otherwise)
  --no-open            print the address instead of opening a browser
  --no-electron        use the browser even where Electron is there
  --electron           try to get Electron again although it failed a while ago
  --help`;

/** A mistake on the command line; the message is one line. */
export class UsageError extends Error {}

/** @throws UsageError */
export function readLaunchWords(argv: readonly string[]): LaunchWords {
  const { values, positionals } = parse(argv);
  const [first, ...rest] = values.workspace === undefined ? positionals : [values.workspace, ...positionals];
  if (rest.length > 0) throw new UsageError('Name one workspace at most.');
  if (values.sample && first !== undefined) throw new UsageError('Either --sample or a workspace, not both.');
  return {
    sample: values.sample ?? false,
    workspace: first ?? null,
    port: readPort(values.port),
    open: !values['no-open'],
    electron: values['no-electron'] ? 'never' : values.electron ? 'retry' : 'auto',
    help: values.help ?? false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        sample: { type: 'boolean' },
        workspace: { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        'no-electron': { type: 'boolean' },
        electron: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : String(error));
  }
}

function readPort(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`“${text}” is no port; give a number from 0 to 65535.`);
  return port;
}
