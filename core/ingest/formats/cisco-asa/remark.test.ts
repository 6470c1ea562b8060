import { expect, test } from 'vitest';
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, EventDraft } from '../api.ts';
import { readRemark } from './remark.ts';

test.each([
  [
    'FTP connection from inside:10.1.2.3/5 to outside:192.0.2.1/21, user alice Retrieved file a',
    ACTION_UNKNOWN,
    'alice',
    -1,
  ],
  ['Login permitted from 10.1.2.3/5 to inside:10.1.2.1/ssh for user "admin"', ACTION_ALLOWED, 'admin', 22],
  ['Login denied from 203.0.113.5/5 to outside:192.0.2.1/https for user "*****"', ACTION_BLOCKED, '', 443],
  [
    'HTTP - header matched - Dropping connection from inside:10.1.2.5/5 to outside:192.0.2.3/nothing',
    ACTION_BLOCKED,
    '',
    -1,
  ],
  ['Discard IP fragment set: src = 203.0.113.24, dest = 10.1.2.4, proto = UDP', ACTION_BLOCKED, '', -1],
  ['Line protocol changed state to up', ACTION_UNKNOWN, '', -1],
])('takes from "%s" what it says besides its ends', (text, action, user, port) => {
  const out = new EventDraft();
  readRemark(text, 0, text.length, out);
  expect([out.action, out.sourceUser, out.destinationPort]).toEqual([action, user, port]);
});
