import { describe, expect, it } from 'vitest';
import { textCell, twinCsv, valueCell } from './chart-data.ts';

describe('twinCsv', () => {
  it('keeps null apart from 0, quotes what needs it and disarms formulas', () => {
    const csv = twinCsv({
      columns: [{ title: 'App' }, { title: 'Upload, bytes', numeric: true }],
      rows: [
        { key: 'a', cells: [textCell('=HYPERLINK("x")'), valueCell(null, String)] },
        { key: 'c', cells: [textCell('＝1+1\u202e'), valueCell(1, String)] },
        { key: 'b', cells: [textCell('Plain "quoted"'), valueCell(0, String)] },
      ],
    });
    expect(csv).toBe('App,"Upload, bytes"\r\n"\'=HYPERLINK(""x"")",\r\n\'＝1+1⟨U+202E⟩,1\r\n"Plain ""quoted""",0\r\n');
  });
});
