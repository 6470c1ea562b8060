import { type InputWrapperProps, SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import type { Profile } from '../../core/contract/workspace.ts';
import { ZoneSelect } from './zone-select.tsx';

/** Explanations of one and of two lines stand side by side: the fields above them stay in one row. */
const BELOW: NonNullable<InputWrapperProps['inputWrapperOrder']> = ['label', 'input', 'description', 'error'];
const SPLIT = [',', ' ', ';'];

/** What the organisation is; used to tell its own traffic from the use of apps. */
export function ProfileFields(props: {
  readonly value: Profile;
  readonly onChange: (profile: Profile) => void;
  readonly disabled?: boolean;
}) {
  const { value, onChange, disabled = false } = props;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm" verticalSpacing="sm">
      <TextInput
        label="Organisation"
        description="For reports and titles. May stay empty."
        maxLength={200}
        inputWrapperOrder={BELOW}
        disabled={disabled}
        value={value.organisation}
        onChange={(event) => onChange({ ...value, organisation: event.currentTarget.value })}
      />
      <ZoneSelect
        label="Time zone of the logs"
        description="For times in logs that name no zone. Times that name one are read as they are."
        inputWrapperOrder={BELOW}
        disabled={disabled}
        value={value.logZone}
        onChange={(logZone) => onChange({ ...value, logZone })}
      />
      <TagsInput
        label="Own domains"
        description="Hosts under these are the organisation’s own, not cloud apps."
        placeholder="example.com"
        splitChars={SPLIT}
        inputWrapperOrder={BELOW}
        disabled={disabled}
        value={[...value.managedDomains]}
        onChange={(managedDomains) => onChange({ ...value, managedDomains })}
      />
      <TagsInput
        label="Own addresses"
        description="Ranges in CIDR notation; traffic from one to another is not counted."
        placeholder="192.0.2.0/24"
        splitChars={SPLIT}
        inputWrapperOrder={BELOW}
        disabled={disabled}
        value={[...value.internalRanges]}
        onChange={(internalRanges) => onChange({ ...value, internalRanges })}
      />
    </SimpleGrid>
  );
}
