/** In: a Check Point record of Log Exporter (`syslog`, `splunk`), OPSEC LEA or XML. Out: a verdict and the draft. */
import type { EventDraft, LineParser, SyslogHeader, Verdict } from '../api.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { reject } from '../shared/verdict.ts';
import { CHECKPOINT_ACTIONS, CHECKPOINT_SPEC, judgeCheckpoint } from './fields.ts';
import { CheckpointPairs, findRecord, record } from './pairs.ts';
import { createCheckpointBytes } from './read-bytes.ts';

export class CheckpointParser implements LineParser {
  private readonly reader = new PairReader(CHECKPOINT_SPEC, [], { actions: CHECKPOINT_ACTIONS });
  private readonly pairs = new CheckpointPairs();
  readonly readBytes = createCheckpointBytes();

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (!findRecord(text, start, end)) return reject(out, 'shape');
    const { reader, pairs } = this;
    reader.begin();
    pairs.reset(text, record.start, end, record.shape);
    let count = 0;
    while (pairs.next()) {
      count++;
      const entry = reader.entry(text, pairs.keyStart, pairs.keyEnd);
      if (entry < 0) continue;
      const raw = text.substring(pairs.valueStart, pairs.valueEnd);
      if (!raw.includes('\\')) reader.take(entry, text, pairs.valueStart, pairs.valueEnd, out);
      else {
        const value = raw.replaceAll(/\\(.)/g, '$1');
        reader.take(entry, value, 0, value.length, out);
      }
    }
    reader.finish(out, header);
    if (out.sourceUser.endsWith(')')) out.sourceUser = loginIn(out.sourceUser);
    return count < 2 ? reject(out, 'shape') : judgeCheckpoint(out);
  }
}

/** Identity Awareness writes `Alice Example (alice)`: the name to show and the one to sign in with. */
function loginIn(user: string): string {
  const open = user.lastIndexOf(' (');
  const login = open < 0 ? '' : user.slice(open + 2, -1).trim();
  return login === '' ? user : login;
}
