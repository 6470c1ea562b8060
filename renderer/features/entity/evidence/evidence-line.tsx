import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { EvidenceRow } from '../../../../core/contract/discovery.ts';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { fieldText, fieldTitle } from '../../../kit/field-titles.ts';
import { shownPath } from '../../../kit/file-name.ts';
import { formatCount } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { highlight } from './highlight.ts';

/** One raw line with its place, and beside it what was read from it. Values that the subject stands for are marked in both. */
export function EvidenceLine({
  row,
  terms,
  fields,
}: {
  readonly row: EvidenceRow;
  readonly terms: readonly string[];
  /** Fields to show; none means all. */
  readonly fields: readonly string[];
}) {
  const shown = Object.entries(row.record).filter(([name]) => fields.length === 0 || fields.includes(name));
  return (
    <li className="uc-evidence__row">
      <div className="uc-evidence__place">
        <Logged text={shownPath(row.file)} />
        <span className="uc-num">line {formatCount(row.line)}</span>
        <CopyButton value={row.raw}>
          {({ copied, copy }) => (
            <ActionIcon
              data-tip={copied ? 'Copied' : 'Copy this line'}
              variant="subtle"
              color="gray"
              size="sm"
              onClick={copy}
              aria-label={`Copy line ${row.line}`}
            >
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} stroke={1.5} />}
            </ActionIcon>
          )}
        </CopyButton>
      </div>
      <div className="uc-evidence__pair">
        <pre className="uc-evidence__raw">
          <Marked text={row.raw} terms={terms} />
          {row.truncated && <span className="uc-evidence__cut"> … (cut here; the line is longer)</span>}
        </pre>
        <dl className="uc-evidence__fields">
          {shown.length === 0 && <dd>This line has none of the chosen fields.</dd>}
          {shown.map(([name, value]) => (
            <div key={name}>
              <dt>{fieldTitle(name)}</dt>
              <dd className="uc-mono">
                <Marked text={fieldText(value)} terms={terms} />
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </li>
  );
}

function Marked({ text, terms }: { readonly text: string; readonly terms: readonly string[] }) {
  return highlight(visibleText(text), terms.map(visibleText)).map((part) =>
    part.marked ? <mark key={part.at}>{part.text}</mark> : <span key={part.at}>{part.text}</span>,
  );
}
