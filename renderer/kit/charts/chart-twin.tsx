import { shortText } from '../../../core/kit/visible-text.ts';
import type { TwinTable } from './chart-data.ts';

/** A chart's figures as a table, in the place and size of the plot. */
export function ChartTwin({
  table,
  caption,
  height,
}: {
  readonly table: TwinTable;
  readonly caption: string;
  readonly height: number;
}) {
  return (
    // A scrolling region must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: focus is what lets the arrow keys scroll it
    <section className="uc-twin" style={{ maxHeight: height }} tabIndex={0} aria-label={`${caption}, as a table`}>
      <table>
        <caption className="uc-sr">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.title} scope="col" data-numeric={column.numeric === true || undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, index) => (
                <TwinPart
                  key={table.columns[index]?.title}
                  text={cell.text}
                  head={index === 0}
                  numeric={table.columns[index]?.numeric === true}
                  onOpen={index === 0 ? row.onOpen : undefined}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function TwinPart(props: {
  readonly text: string;
  readonly head: boolean;
  readonly numeric: boolean;
  readonly onOpen: (() => void) | undefined;
}) {
  const text = shortText(props.text);
  const content =
    props.onOpen === undefined ? (
      text
    ) : (
      <button type="button" className="uc-textlink" onClick={props.onOpen}>
        {text}
      </button>
    );
  return props.head ? <th scope="row">{content}</th> : <td data-numeric={props.numeric || undefined}>{content}</td>;
}
