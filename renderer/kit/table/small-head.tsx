interface SmallColumn {
  readonly title: string;
  /** Figures are aligned at their last digit. */
  readonly isFigure: true;
}

/** The head of a small table: its columns, and one over buttons that is only read aloud. */
export function SmallHead(props: { readonly columns: readonly (string | SmallColumn)[]; readonly actions?: string }) {
  const { columns, actions } = props;
  return (
    <thead>
      <tr>
        {columns.map((column) =>
          typeof column === 'string' ? (
            <th key={column} scope="col">
              {column}
            </th>
          ) : (
            <th key={column.title} scope="col" data-align="right">
              {column.title}
            </th>
          ),
        )}
        {actions !== undefined && (
          <th scope="col">
            <span className="uc-sr">{actions}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
