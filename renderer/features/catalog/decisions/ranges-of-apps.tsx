import { Stack, Text } from '@mantine/core';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { formatCount, plural } from '../../../kit/format.ts';
import { AppSearch } from '../app-search.tsx';

type Ranges = NonNullable<MethodOutput<'catalog.readAppList'>['ranges']>;

/** Which apps the address ranges of a file are of. A plain list says nothing of that: whoever imports it does. */
export function RangesOfApps({
  ranges: { publisher, apps, leftOut, invalid },
  onChoose,
}: {
  readonly ranges: Ranges;
  readonly onChoose: (app: string) => void;
}) {
  const left = leftOut.reduce((sum, { blocks }) => sum + blocks, 0);
  return (
    <Stack gap="xs">
      <Text size="sm">
        They say whose a destination is that logs name by its address alone. What an app was given before is replaced;
        rented servers, which several vendors list, are added to.
      </Text>
      {publisher === null && <AppSearch title="The app they are of" onChoose={onChoose} />}
      {apps.length > 0 && (
        <ul className="uc-alternatives" aria-label="Apps of the file">
          {apps.map(({ id, name, blocks }) => (
            <li key={id}>
              <span className="uc-ellipsis">{name}</span>
              <span>{plural(blocks, 'address range')}</span>
            </li>
          ))}
        </ul>
      )}
      {left > 0 && (
        <p className="uc-scopeline">
          {plural(left, 'range')} left out, of services that are no app of the catalog:{' '}
          {leftOut.map(({ service }) => service).join(', ')}
        </p>
      )}
      {invalid > 0 && <p className="uc-scopeline">{formatCount(invalid)} entries are no address range.</p>}
    </Stack>
  );
}
