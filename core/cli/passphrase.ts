/** The passphrase of a workspace's key: from the environment, asked for on a terminal, or made for who runs without one. */
import { randomInt } from 'node:crypto';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { AppError } from '../contract/errors.ts';
import type { EngineSession } from './engine-session.ts';

export const PASSPHRASE_VARIABLE = 'UNDERCAST_PASSPHRASE';
const MIN_LENGTH = 8;

/** Asked for without showing it; null where nobody can be asked. */
async function ask(question: string): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  let isMuted = false;
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (!isMuted) process.stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  try {
    const answer = lines.question(question);
    isMuted = true;
    return await answer;
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** A passphrase for a key that exists. @throws AppError privacy.locked when there is nobody to ask */
export async function givenPassphrase(what = 'Passphrase of the workspace: '): Promise<string> {
  const given = process.env[PASSPHRASE_VARIABLE] ?? (await ask(what));
  if (given === null || given === '') {
    throw new AppError(
      'privacy.locked',
      `The workspace’s key is protected by a passphrase. Set ${PASSPHRASE_VARIABLE}, or run this on a terminal to be asked.`,
    );
  }
  return given;
}

/** A passphrase for a new key; `made` says that nobody chose it and that it must be told. */
export async function newPassphrase(): Promise<{ readonly passphrase: string; readonly made: boolean }> {
  const given = process.env[PASSPHRASE_VARIABLE] ?? (await ask('Choose a passphrase for the workspace’s key: '));
  if (given === null) return { passphrase: randomPassphrase(), made: true };
  if (given.length < MIN_LENGTH) {
    throw new AppError('input.invalid', `A passphrase has at least ${MIN_LENGTH} characters.`);
  }
  if (process.env[PASSPHRASE_VARIABLE] === undefined && (await ask('Once more: ')) !== given) {
    throw new AppError('input.invalid', 'The two passphrases differ. Nothing was changed.');
  }
  return { passphrase: given, made: false };
}

/** 100 bits in groups that can be read aloud. */
function randomPassphrase(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789z';
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** Unlocks the open workspace if it has a key that is locked; makes the key first where `make` is wanted and there is none. */
export async function unlockWorkspace(
  session: EngineSession,
  note: (text: string) => void,
  options: { readonly make: boolean },
): Promise<void> {
  const state = await session.call('privacy.getState', {});
  if (state.key === 'unlocked') return;
  if (state.key === 'none') {
    if (!options.make) return;
    const { passphrase, made } = await newPassphrase();
    const { keyFile } = await session.call('privacy.createKey', { passphrase });
    if (made) {
      note(
        `A key was made for this workspace, with the passphrase ${passphrase}\n` +
          `Keep it: without it no name can be revealed and the stream takes no more lines. The key is in ${keyFile}.`,
      );
    }
    return;
  }
  // Where the key is absent the engine says what to do.
  const passphrase = state.key === 'absent' ? '' : await givenPassphrase();
  await session.call('privacy.unlock', { passphrase });
}

/** As far as it can be had without failing: the engine says what it needs the key for, and does the rest without it. */
export async function unlockIfPossible(session: EngineSession): Promise<void> {
  if (!(await isLocked(session))) return;
  const passphrase = process.env[PASSPHRASE_VARIABLE] ?? (await ask('Passphrase of the workspace: '));
  if (passphrase !== null && passphrase !== '') await session.call('privacy.unlock', { passphrase });
}

/** For commands that sealed lists only add to: the environment's passphrase, if there is one; nobody is asked. */
export async function unlockIfGiven(session: EngineSession): Promise<void> {
  const passphrase = process.env[PASSPHRASE_VARIABLE] ?? '';
  if (passphrase !== '' && (await isLocked(session))) await session.call('privacy.unlock', { passphrase });
}

async function isLocked(session: EngineSession): Promise<boolean> {
  const { key, listsSealed, streams } = await session.call('privacy.getState', {});
  return key === 'locked' && (listsSealed || streams.some(({ anonymised }) => anonymised));
}
