import type { FormatFields, MappedField } from '../../../../core/contract/custom-format.ts';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { FIELD_ROWS } from './draft.ts';
import { TriedTable, TriedTime } from './tried-table.tsx';

type Described = MethodOutput<'formats.describe'>;
type Line = Described['lines'][number];

/** The user's own lines, field by field, as the description reads them now. */
export function LinesPreview({ described, fields }: { readonly described: Described; readonly fields: FormatFields }) {
  const columns = FIELD_ROWS.filter(({ field }) => fields[field] !== undefined).map(({ field, title }) => ({
    id: field,
    title,
    cell: (line: Line) => <FieldCell line={line} field={field} />,
  }));
  return <TriedTable noun="Lines" first="Line" counts={described.counts} columns={columns} rows={described.lines} />;
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
