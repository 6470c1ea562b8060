import { Checkbox, NativeSelect } from '@mantine/core';
import { memo } from 'react';
import type { MethodOutput } from '../../../core/contract/methods.ts';
import type { FactorWeight, Importance } from '../../../core/model/app.ts';
import { formatCount } from '../../kit/format.ts';
import { LEVELS } from './scoring-draft.ts';

const CHOICES = LEVELS.map(({ value, label, times }) => ({ value, label: `${label} (×${times})` }));

/** How much something counts. There are ninety of them on the page: lists of the browser's own take a fraction of the time to draw. */
export function ImportanceSelect(props: {
  readonly title: string;
  readonly value: Importance;
  readonly readOnly: boolean;
  readonly onChange: (importance: Importance) => void;
}) {
  const { title, value, readOnly, onChange } = props;
  return (
    <NativeSelect
      size="xs"
      w={150}
      disabled={readOnly}
      aria-label={`Importance of ${title}`}
      data={CHOICES}
      value={value}
      onChange={(event) => {
        const level = LEVELS.find((one) => one.value === event.currentTarget.value);
        if (level !== undefined) onChange(level.value);
      }}
    />
  );
}

interface ChoicesProps extends FactorWeight {
  readonly factor: MethodOutput<'catalog.getScoring'>['factors'][number];
  readonly readOnly: boolean;
  /** The same function at every drawing, so that only a row that changed is drawn again. */
  readonly onChange: (key: string, change: Partial<FactorWeight>) => void;
}

/** One factor: what it asks, how much it counts, and its share of the category's weight in words. */
export const FactorSetting = memo(function FactorSetting(props: ChoicesProps & { readonly share: string }) {
  const { share, ...choices } = props;
  const { title, meaning, known } = props.factor;
  return (
    <tr>
      <th scope="row">
        {title}
        <span className="uc-factors__small">{meaning}</span>
      </th>
      <Choices {...choices} />
      <td data-numeric>{share}</td>
      <td data-numeric>{formatCount(known)}</td>
    </tr>
  );
});

/** Apart from the row: another factor's weight changes the share of all others of its category, and nothing here. */
const Choices = memo(function Choices({ factor, importance, excludeNa, readOnly, onChange }: ChoicesProps) {
  return (
    <>
      <td>
        <ImportanceSelect
          title={factor.title}
          value={importance}
          readOnly={readOnly}
          onChange={(next) => onChange(factor.key, { importance: next })}
        />
      </td>
      <td>
        <Checkbox
          size="xs"
          disabled={readOnly}
          aria-label={`Exclude N/A of ${factor.title}`}
          checked={excludeNa}
          onChange={(event) => onChange(factor.key, { excludeNa: event.currentTarget.checked })}
        />
      </td>
    </>
  );
});
