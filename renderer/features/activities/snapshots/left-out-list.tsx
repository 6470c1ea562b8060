import { Alert } from '@mantine/core';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { formatCount, plural } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';

/** Files that became no snapshot, and why. */
export function LeftOutList({ files }: { readonly files: MethodOutput<'snapshots.import'>['leftOut'] }) {
  return (
    <Alert variant="light" title={`${plural(files.length, 'file')} became no snapshot`}>
      <ul className="uc-reasons">
        {files.slice(0, 50).map(({ source, why }) => (
          <li key={source}>
            <strong>
              <Logged text={source} />
            </strong>
            <span>{why}</span>
          </li>
        ))}
        {files.length > 50 && <li>and {formatCount(files.length - 50)} more</li>}
      </ul>
    </Alert>
  );
}
