// Preloaded into every thread of a process (--import): ends the process at once, as `kill -9` does, at a step that UNDERCAST_END_AT names.
// A step is a call that changes a file, or a statement that changes a database: `renameSync PATH PATH`, `sql COMMIT`.
// UNDERCAST_END_AT is `before|after N PATTERN`: the Nth step of one thread that the pattern fits. UNDERCAST_STEPS names a file for all steps.
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

const [, when, count, pattern] = /^(before|after) (\d+) (.+)$/.exec(process.env.UNDERCAST_END_AT ?? '') ?? [];
const wanted = pattern === undefined ? null : new RegExp(pattern);
let left = Number(count);
const { openSync, writeSync } = fs;
const list = process.env.UNDERCAST_STEPS === undefined ? null : openSync(process.env.UNDERCAST_STEPS, 'a');

/** @param {string} step @returns {boolean} */
function isTheOne(step) {
  if (list !== null) writeSync(list, `${step.replaceAll(/\s+/g, ' ')}\n`);
  return wanted?.test(step) === true && --left === 0;
}

function end() {
  process.kill(process.pid, 'SIGKILL');
  // The signal ends all threads, this one a moment later.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** @param {(...args: unknown[]) => unknown} call @param {(self: unknown, args: unknown[]) => string} name */
function watched(call, name) {
  return function (...args) {
    const isIt = isTheOne(name(this, args));
    if (isIt && when === 'before') end();
    const done = call.apply(this, args);
    if (!isIt) return done;
    if (typeof done?.then === 'function') return done.then(end);
    return end();
  };
}

/** Paths of files by the number they are open under. */
const places = new Map();
fs.openSync = (file, ...rest) => {
  const fd = openSync(file, ...rest);
  places.set(fd, String(file));
  return fd;
};
const shown = (value) =>
  typeof value === 'number' ? places.get(value) : value instanceof URL ? fileURLToPath(value) : String(value);

for (const [api, names] of [
  [
    fs,
    [
      'writeSync',
      'fdatasyncSync',
      'fsyncSync',
      'ftruncateSync',
      'renameSync',
      'rmSync',
      'mkdirSync',
      'writeFileSync',
      'copyFileSync',
      'unlinkSync',
      'cpSync',
    ],
  ],
  [promises, ['rename', 'rm', 'mkdir', 'writeFile', 'copyFile', 'unlink']],
]) {
  for (const name of names) {
    const isPair = /^(rename|copy|cp)/.test(name);
    api[name] = watched(
      api[name],
      (_, [first, second]) => `${name} ${shown(first)}${isPair ? ` ${shown(second)}` : ''}`,
    );
  }
}
const { open } = promises;
const opened = new WeakMap();
let isWatching = false;
promises.open = async (file, ...rest) => {
  const handle = await open(file, ...rest);
  if (!isWatching) watchHandles(Object.getPrototypeOf(handle));
  opened.set(handle, String(file));
  return handle;
};
function watchHandles(handles) {
  isWatching = true;
  for (const name of ['write', 'datasync', 'sync', 'truncate']) {
    handles[name] = watched(handles[name], (self) => `${name} ${opened.get(self)}`);
  }
}
syncBuiltinESMExports();

const memory = new Database(':memory:');
const statements = Object.getPrototypeOf(memory.prepare('SELECT 1'));
memory.close();
const run = statements.run;
statements.run = watched(run, (self) => `sql ${self.source}`);
const { exec, pragma } = Database.prototype;
Database.prototype.exec = watched(exec, (_, [sql]) => `sql ${sql}`);
Database.prototype.pragma = watched(pragma, (_, [sql]) => `sql PRAGMA ${sql}`);
