/** Keys on this computer: a folder of the user's, outside every workspace, one file a key. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { AppError } from '../../contract/errors.ts';
import { configFolder } from '../../kit/config-folder.ts';
import { systemReason } from '../../kit/system-reason.ts';
import { replaceJson } from '../private-file.ts';
import { type KeyFile, parseKeyFile } from './key-file.ts';

export function keysFolder(): string {
  return path.join(configFolder(process.env, process.platform, os.homedir()), 'keys');
}

/** Ids come from the database of a workspace, which may be anyone's: never more than a name. */
function fileOf(keyId: string): string {
  if (!/^[0-9a-f]{16}$/.test(keyId)) {
    throw new AppError(
      'workspace.corrupt',
      'The workspace names its key in a way that no key is named. Restore a backup.',
    );
  }
  return path.join(keysFolder(), `${keyId}.json`);
}

/** Path of a key's file; null when the key is not on this computer. */
export function findKeyFile(keyId: string): string | null {
  const file = fileOf(keyId);
  return existsSync(file) ? file : null;
}

export function readKeyFile(file: string): KeyFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new AppError('file.notReadable', `${file} cannot be read.`, { path: file });
  }
  return parseKeyFile(text);
}

/** Durable before it returns: nothing may be sealed with a key that a crash could take away. */
export function storeKeyFile(key: KeyFile, workspaceFolder: string): void {
  storePrivateFile(key, fileOf(key.id), workspaceFolder);
}

/** Writes a file of the user's own, durably. @throws AppError where that would be inside the workspace, or cannot be */
export function storePrivateFile(content: object, file: string, workspaceFolder: string): void {
  const inside = path.relative(path.resolve(workspaceFolder), path.resolve(file));
  if (!inside.startsWith('..') && !path.isAbsolute(inside)) {
    throw new AppError(
      'input.invalid',
      `Keys and secrets would be kept in the workspace (${file}). Set UNDERCAST_CONFIG to another folder.`,
    );
  }
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    replaceJson(file, content);
  } catch (cause) {
    const why = `Keys and secrets cannot be kept in ${path.dirname(file)}: ${systemReason(cause)}.`;
    throw new AppError('file.notWritable', `${why} Set UNDERCAST_CONFIG to a folder that you may write to.`, {
      path: file,
    });
  }
}

/** Writes a key's file in one step, for its owner's eyes only. */
export function writeKeyFile(key: KeyFile, file: string): void {
  replaceJson(file, key);
}
