/** In: a Check Point record of Log Exporter (`syslog`, `splunk`, `json`), OPSEC LEA or XML. Out: a verdict and the draft. */
import type { EventDraft, LineParser, LineWindows, SyslogHeader, Verdict } from '../api.ts';
import { JsonParser } from '../keyed/json-parser.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { reject } from '../shared/verdict.ts';
import { CHECKPOINT_ACTIONS, CHECKPOINT_SPEC, judgeCheckpoint, readDroppedPacket } from './fields.ts';
import { takeDroppedPackets } from './packet-bytes.ts';
import { CheckpointPairs, findRecord, record } from './pairs.ts';
import { createCheckpointBytes } from './read-bytes.ts';

const OPEN_BRACE = 123;
const PRODUCT = 0;
const PACKETS = 1;

export class CheckpointParser implements LineParser {
  private readonly reader = new PairReader(CHECKPOINT_SPEC, ['product', 'packets'], { actions: CHECKPOINT_ACTIONS });
  private readonly pairs = new CheckpointPairs();
  private readonly json = new JsonParser({
    spec: CHECKPOINT_SPEC,
    watch: ['product', 'packets'],
    actions: CHECKPOINT_ACTIONS,
    judge(paths, out) {
      showLogin(out);
      readDroppedPacket(paths.watched(PACKETS), out);
      return judgeCheckpoint(out, paths.watched(PRODUCT));
    },
    judged: ['product'],
    settle: (bytes, out, watched) =>
      out.sourceEnd > 0 ||
      (watched.isPlain(bytes, PACKETS) &&
        (!watched.has(bytes, PACKETS) || takeDroppedPackets(bytes, watched.from(PACKETS), watched.to(PACKETS), out))),
  });
  private readonly pairBytes = createCheckpointBytes();

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    if (bytes[start] !== OPEN_BRACE) return this.pairBytes(bytes, start, end, out);
    return this.json.readBytes?.(bytes, start, end, out) === true;
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (text.charCodeAt(start) === OPEN_BRACE) return this.json.parse(text, start, end, out, header);
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
    showLogin(out);
    readDroppedPacket(reader.note(PACKETS), out);
    return count < 2 ? reject(out, 'shape') : judgeCheckpoint(out, reader.note(PRODUCT));
  }
}

function showLogin(out: EventDraft): void {
  if (out.sourceUser.endsWith(')')) out.sourceUser = loginIn(out.sourceUser);
}

/** Identity Awareness writes `Alice Example (alice)`: the name to show and the one to sign in with. */
function loginIn(user: string): string {
  const open = user.lastIndexOf(' (');
  const login = open < 0 ? '' : user.slice(open + 2, -1).trim();
  return login === '' ? user : login;
}
