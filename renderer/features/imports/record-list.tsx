import { Text } from '@mantine/core';
import type { FilePreview } from '../../../core/contract/imports.ts';
import { visibleText } from '../../../core/kit/visible-text.ts';
import { fieldText, fieldTitle } from '../../kit/field-titles.ts';

/** Parsed records, each below the raw line it was read from. */
export function RecordList({ records }: { readonly records: FilePreview['records'] }) {
  if (records.length === 0) return <Text c="dimmed">Nothing of the sample could be read.</Text>;
  return (
    <ul className="uc-rawlist">
      {records.map(({ raw, record }) => (
        <li key={`${record.line ?? ''} ${raw}`}>
          <code>{visibleText(raw)}</code>
          <dl className="uc-record">
            {Object.entries(record)
              .filter(([name]) => name !== 'format')
              .map(([name, value]) => (
                <div key={name}>
                  <dt>{fieldTitle(name)}</dt>
                  <dd>{visibleText(fieldText(value))}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
