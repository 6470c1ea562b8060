import { Badge, Group, Table, Text } from '@mantine/core';
import type { FormatFields, MappedField } from '../../../../core/contract/custom-format.ts';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { formatCount } from '../../../kit/format.ts';
import { reasonText } from '../../../kit/reason-text.ts';
import { FIELD_ROWS } from './draft.ts';

type Described = MethodOutput<'formats.describe'>;
type Line = Described['lines'][number];

const VERDICTS = { parsed: ['teal', 'read'], skipped: ['gray', 'skipped'], rejected: ['red', 'rejected'] } as const;

/** The user's own lines, field by field, as the description reads them now. */
export function LinesPreview({ described, fields }: { readonly described: Described; readonly fields: FormatFields }) {
  const mapped = FIELD_ROWS.filter(({ field }) => fields[field] !== undefined);
  const { counts } = described;
  return (
    <div className="uc-tried">
      <Group gap="xs" role="status" aria-label="Lines tried">
        <Badge variant="light" color="teal" tt="none">
          {formatCount(counts.parsed)} read
        </Badge>
        <Badge variant="light" color={counts.rejected > 0 ? 'red' : 'gray'} tt="none">
          {formatCount(counts.rejected)} rejected
        </Badge>
        <Badge variant="light" color="gray" tt="none">
          {formatCount(counts.skipped)} skipped
        </Badge>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="uc-tried__table" aria-label="Lines as they are read" tabIndex={0}>
        <Table stickyHeader withRowBorders verticalSpacing={4} horizontalSpacing="xs" fz="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Line</Table.Th>
              {mapped.map(({ field, title }) => (
                <Table.Th key={field}>{title}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {described.lines.map((line) => (
              <LineRows key={line.line} line={line} mapped={mapped.map(({ field }) => field)} />
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </div>
  );
}

function LineRows({ line, mapped }: { readonly line: Line; readonly mapped: readonly MappedField[] }) {
  const [color, word] = VERDICTS[line.verdict];
  return (
    <>
      <Table.Tr className="uc-tried__raw">
        <Table.Td colSpan={mapped.length + 1}>
          <code title={line.raw}>{line.raw}</code>
        </Table.Td>
      </Table.Tr>
      <Table.Tr>
        <Table.Td>
          <Badge variant="light" size="sm" color={color} tt="none">
            {line.line} {word}
          </Badge>
          {line.reason !== '' && (
            <Text size="xs" c="dimmed">
              {reasonText(line.reason)}
            </Text>
          )}
        </Table.Td>
        {mapped.map((field) => (
          <Table.Td key={field}>
            <FieldCell line={line} field={field} />
          </Table.Td>
        ))}
      </Table.Tr>
    </>
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
  if (field === 'time' && line.record !== null) {
    return (
      <time dateTime={read} title={value.raw} className="uc-tried__time">
        {read.replace('T', ' ').replace('.000Z', 'Z')}
      </time>
    );
  }
  return <span title={value.raw}>{read}</span>;
}
