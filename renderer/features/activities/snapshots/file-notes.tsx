import { Alert } from '@mantine/core';
import { formatCount, plural } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';

/** Files of an import of snapshots of which something is to be said; nothing where there are none. @param title says it of so many files */
export function FileNotes(props: {
  readonly title: (files: string) => string;
  readonly notes: readonly { readonly source: string; readonly why: string }[];
}) {
  const { title, notes } = props;
  if (notes.length === 0) return null;
  return (
    <Alert variant="light" title={title(plural(notes.length, 'file'))}>
      <ul className="uc-reasons">
        {notes.slice(0, 50).map(({ source, why }) => (
          <li key={source}>
            <strong>
              <Logged text={source} />
            </strong>
            <span>{why}</span>
          </li>
        ))}
        {notes.length > 50 && <li>and {formatCount(notes.length - 50)} more</li>}
      </ul>
    </Alert>
  );
}
