/** What a command writes down before it changes something is the way back: a shell runs command, second run and way back. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ControlAction } from '../model/control.ts';
import { commandsFor } from './commands-for.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'undercast-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs lines with tools that answer with what `state` holds and write down what they are told to change. */
function run(line: string | null | undefined): void {
  const stubs = [
    'box() { case "$1" in files:get|files:collaborations) cat state;; *) echo "box $*" >> told;; esac; }',
    'aws() { case "$2" in get-bucket-acl|get-bucket-policy) cat state;; get-bucket-ownership-controls) :;;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
    '  put-bucket-acl) echo "aws $* = $(cat "${6#file://}")" >> told;; *) echo "aws $*" >> told;; esac; }',
    // What jq would do with the folder's number, and a list that is left as it is.
    'jq() { for last; do :; done; case "$2" in .parent.id) sed "s/[^0-9]//g" "$last";; *) cat "$last";; esac; }',
  ];
  writeFileSync(join(folder, 'script.sh'), [...stubs, line ?? 'exit 1'].join('\n'));
  execFileSync('/bin/sh', ['script.sh'], { cwd: folder });
}

const state = (text: string): void => writeFileSync(join(folder, 'state'), text);
const told = (): string => {
  const text = readFileSync(join(folder, 'told'), 'utf8').trim();
  rmSync(join(folder, 'told'));
  return text;
};

const one = (action: ControlAction, app: string, values: Readonly<Record<string, string>>) => {
  const [found] = commandsFor({ action, app, values });
  if (found === undefined) throw new Error(`no ${action} of ${app}`);
  expect(found.missing).toEqual([]);
  return found;
};

test('a file of Box goes back to the folder that it was in before the first run', () => {
  const found = one('admin-quarantine', 'box', { file: '11', folder: '99' });
  state('{"parent":{"id":"42"}}');
  run(found.command);
  expect(told()).toBe('box files:move 11 99');
  state('{"parent":{"id":"99"}}');
  run(found.command);
  told();
  const other = one('admin-quarantine', 'box', { file: '12', folder: '99' });
  state('{"parent":{"id":"43"}}');
  run(other.command);
  told();
  run(found.undo);
  expect(told()).toBe('box files:move 11 42');
  run(other.undo);
  expect(told()).toBe('box files:move 12 43');
  expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
});

test('a bucket gets back the access list of before the first run, and the command goes by that of now', () => {
  const found = one('remove-collaborator', 'amazon-web-services', { file: 'pay.example', collaborator: 'id-1' });
  expect(found.tool).toContain('access list');
  state('{"Grants":"first"}');
  run(found.command);
  state('{"Grants":"second"}');
  run(found.command);
  expect(
    told()
      .split('\n')
      .map((line) => line.replace(/.* = /, '')),
  ).toEqual(['{"Grants":"first"}', '{"Grants":"second"}']);
  run(found.undo);
  expect(told()).toContain('= {"Grants":"first"}');
});

test('nothing is changed where what there is cannot be read', () => {
  const found = one('admin-quarantine', 'box', { file: '11', folder: '99' });
  run(`{ ${found.command}\n} || true`);
  expect(readdirSync(folder)).not.toContain('told');
});
