import { homedir } from 'node:os';
import { join } from 'node:path';
import { configFolder as sharedConfigFolder } from '../../core/kit/config-folder.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Folder of the hosts' own settings (recent workspaces, window bounds); both hosts share it. */
export function configFolder(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  return sharedConfigFolder(env, platform, home);
}

/** Where new workspaces go unless the user picks another place. */
export function workspaceHome(env: Environment = process.env, home: string = homedir()): string {
  return env.UNDERCAST_HOME || join(home, 'Undercast');
}
