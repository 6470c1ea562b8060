import { type SpawnSyncReturns, spawnSync } from 'node:child_process';

/** Brings up the loopback interface, then becomes the program. */
const INSIDE = 'ip link set lo up && exec "$@"';

function wrap(program: string, args: readonly string[]): readonly string[] {
  return ['--user', '--map-root-user', '--net', 'sh', '-c', INSIDE, 'sh', program, ...args];
}

/**
 * Runs a program in a network namespace of its own that has a loopback interface and nothing else.
 * @param env its whole environment
 */
export function runCutOff(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): SpawnSyncReturns<string> {
  return spawnSync('unshare', wrap(program, args), {
    env,
    encoding: 'utf8',
    timeout: 100_000,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 26,
  });
}

/** Why this machine cannot cut a program off, with the Debian package to install; null when it can. */
export function cutOffObstacle(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  const tools: readonly (readonly [string, string])[] = [
    ['unshare', 'util-linux'],
    ['ip', 'iproute2'],
  ];
  for (const [tool, debianPackage] of tools) {
    if (spawnSync(tool, ['--version']).error && spawnSync(tool, ['-V']).error) {
      return `${tool} is missing (package ${debianPackage})`;
    }
  }
  const trial = runCutOff('true', [], { PATH: process.env.PATH ?? '' });
  return trial.status === 0 ? null : `this system does not allow it: ${trial.stderr.trim().split('\n')[0]}`;
}
