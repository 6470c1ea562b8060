import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Folder of the hosts' own settings (recent workspaces, window bounds); both hosts share it. */
export function configFolder(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (env.UNDERCAST_CONFIG) return env.UNDERCAST_CONFIG;
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'Undercast');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Undercast');
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'undercast');
}

/** Where new workspaces go unless the user picks another place. */
export function workspaceHome(env: Environment = process.env, home: string = homedir()): string {
  return env.UNDERCAST_HOME || join(home, 'Undercast');
}
