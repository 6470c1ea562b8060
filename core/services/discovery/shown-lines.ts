/** In: evidence lines as they were read. Out: as they may be shown: of anonymised streams masked, unless they were revealed. */
import type { EvidenceRow } from '../../contract/discovery.ts';
import { fileLabel } from '../imports/queries.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import type { LineMatcher } from './evidence-lines.ts';
import type { FrameRow } from './frame-list.ts';
import { type LineNames, maskLine, maskRecord } from './mask-line.ts';

export class ShownLines {
  private readonly view: WorkspaceView;
  private readonly matcher: LineMatcher;
  private readonly show: 'masked' | 'clear';
  private readonly labels = new Map<number, string>();

  constructor(view: WorkspaceView, matcher: LineMatcher, show: 'masked' | 'clear') {
    this.view = view;
    this.matcher = matcher;
    this.show = show;
  }

  prelude(frame: FrameRow): string {
    const { seal } = this.view;
    return frame.anonymised === 1 && frame.prelude !== '' ? (seal?.openText(frame.prelude) ?? '') : frame.prelude;
  }

  row(frame: FrameRow, line: Omit<EvidenceRow, 'file' | 'masked'>): EvidenceRow {
    const row = { ...line, file: this.fileName(frame), masked: false };
    if (frame.anonymised === 0 || this.show === 'clear') {
      return row;
    }
    const names: LineNames = {
      user: this.named(frame, 'user', line.record.sourceUser),
      device: this.named(frame, 'device', line.record.sourceHost),
    };
    return {
      ...row,
      raw: maskLine(line.raw, line.record, names),
      record: maskRecord(line.record, names),
      masked: true,
    };
  }

  private named(frame: FrameRow, kind: 'user' | 'device', value: string | number | undefined): LineNames['user'] {
    const name = value === undefined ? '' : String(value);
    return name === '' ? null : { name, token: this.matcher.nameOf(kind, name, frame) };
  }

  /** Paths of an anonymised stream's files are sealed as its lines are. */
  fileName(frame: FrameRow): string {
    if (frame.anonymised === 0) {
      return frame.path;
    }
    if (this.show === 'clear') {
      return this.view.seal?.openText(frame.path) ?? '';
    }
    let label = this.labels.get(frame.file);
    if (label === undefined) {
      const before = this.view.db
        .prepare<[number, number], number>('SELECT count(*) FROM file WHERE import = ? AND id < ?')
        .pluck()
        .get(frame.import, frame.file);
      label = fileLabel(before ?? 0);
      this.labels.set(frame.file, label);
    }
    return label;
  }
}
