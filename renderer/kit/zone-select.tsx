import { type InputWrapperProps, Select } from '@mantine/core';
import { useMemo } from 'react';

/** Every IANA zone the browser knows, UTC first. */
export function ZoneSelect(props: {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (zone: string) => void;
  readonly disabled?: boolean;
  readonly inputWrapperOrder?: NonNullable<InputWrapperProps['inputWrapperOrder']>;
}) {
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone');
    return [...new Set(['UTC', props.value, ...known])];
  }, [props.value]);
  return (
    <Select
      label={props.label}
      {...(props.description === undefined ? {} : { description: props.description })}
      {...(props.inputWrapperOrder === undefined ? {} : { inputWrapperOrder: props.inputWrapperOrder })}
      data={zones}
      value={props.value}
      searchable
      allowDeselect={false}
      limit={200}
      disabled={props.disabled ?? false}
      nothingFoundMessage="No such zone"
      onChange={(zone) => zone !== null && props.onChange(zone)}
    />
  );
}
