import type { FormatFields, MappedField } from '../../../../core/contract/custom-format.ts';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { FIELD_ROWS } from './draft.ts';
import { TriedTable, TriedTime } from './tried-table.tsx';

/** Of a line that runs on for ever. */
const RAW_CHARS = 2000;

type Described = MethodOutput<'formats.describe'>;
type Line = Described['lines'][number];

/** The user's own lines, field by field, as the description reads them now. */
export function LinesPreview({ described, fields }: { readonly described: Described; readonly fields: FormatFields }) {
  if (described.problem !== null && described.lines.length === 0) return <RawLines text={described.text} />;
  const columns = FIELD_ROWS.filter(({ field }) => fields[field] !== undefined).map(({ field, title }) => ({
    id: field,
    title,
    cell: (line: Line) => <FieldCell line={line} field={field} />,
  }));
  return <TriedTable noun="Lines" first="Line" counts={described.counts} columns={columns} rows={described.lines} />;
}

/** While the description cannot be used, the lines that it is to read are still what one writes it from. */
function RawLines({ text }: { readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="uc-tried__table uc-tried__lines" aria-label="Lines" tabIndex={0}>
      {text.split('\n').map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
        <code key={at}>{visibleText(line.slice(0, RAW_CHARS))}</code>
      ))}
    </section>
  );
}

function FieldCell({ line, field }: { readonly line: Line; readonly field: MappedField }) {
  const value = line.fields[field];
  if (value === undefined || (value.raw === '' && value.fits)) return <span className="uc-dim">–</span>;
  if (!value.fits) {
    return (
      <span className="uc-tried__misfit" title="This does not fit the field">
        {value.raw === '' ? 'nothing' : value.raw} ✗
      </span>
    );
  }
  const read = String(line.record?.[field] ?? value.raw);
  if (field === 'time' && line.record !== null) return <TriedTime iso={read} raw={value.raw} />;
  return <span title={value.raw}>{read}</span>;
}
