import { SimpleGrid, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import type { Profile } from '../../../core/contract/workspace.ts';
import { ProfileFields } from '../../kit/profile-fields.tsx';
import { ZoneSelect } from '../../kit/zone-select.tsx';

export interface Options {
  readonly format: string;
  readonly stream: string;
  readonly zone: string;
  readonly keepEvidence: boolean;
  readonly profile: Profile;
}

/** The choices of an import; on the first one also what the organisation is, with guesses from the logs. */
export function ImportOptions(props: {
  readonly options: Options;
  readonly firstImport: boolean;
  readonly onChange: (change: Partial<Options>) => void;
}) {
  const { options, onChange } = props;
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, md: props.firstImport ? 2 : 3 }} spacing="sm">
        <TextInput
          label="Stream"
          description="Logs of one source belong to one stream, so that they can be told apart later."
          maxLength={200}
          value={options.stream}
          onChange={(event) => onChange({ stream: event.currentTarget.value })}
        />
        {!props.firstImport && (
          <ZoneSelect
            label="Time zone of these logs"
            description="For times that name no zone."
            value={options.zone}
            onChange={(zone) => onChange({ zone })}
          />
        )}
        <Switch
          mt={4}
          label="Keep the raw lines"
          description="Needed to open the lines behind a figure and to read the logs again in another way. They are kept compressed."
          checked={options.keepEvidence}
          onChange={(event) => onChange({ keepEvidence: event.currentTarget.checked })}
        />
      </SimpleGrid>
      {props.firstImport && (
        <section className="uc-import__profile">
          <Title order={3}>Your organisation</Title>
          <Text c="dimmed" size="sm" mb="xs">
            Guessed from these logs; correct what is wrong. It can be changed later in the settings.
          </Text>
          <ProfileFields value={options.profile} onChange={(profile) => onChange({ profile })} />
        </section>
      )}
    </Stack>
  );
}
