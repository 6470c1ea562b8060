import { SimpleGrid, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import type { FilePreview } from '../../../core/contract/imports.ts';
import type { Profile } from '../../../core/contract/workspace.ts';
import { usePrivacy } from '../../data/privacy.ts';
import { formatInstant } from '../../kit/format.ts';
import { ProfileFields } from '../../kit/profile-fields.tsx';
import { ZoneSelect } from '../../kit/zone-select.tsx';
import { type Anonymise, AnonymiseChoice } from './anonymise-choice.tsx';

export interface Options {
  readonly format: string;
  readonly stream: string;
  readonly zone: string;
  readonly keepEvidence: boolean;
  readonly profile: Profile;
  readonly anonymise: Anonymise;
}

/** The choices of every import. */
export function ImportOptions(props: {
  readonly options: Options;
  /** Not on the first import: there the zone is asked with the organisation. */
  readonly askZone: boolean;
  readonly onChange: (change: Partial<Options>) => void;
}) {
  const { options, onChange } = props;
  const { data: privacy } = usePrivacy();
  return (
    <SimpleGrid cols={{ base: 1, md: props.askZone ? 3 : 2 }} spacing="md" className="uc-import__options">
      <TextInput
        label="Stream"
        description="One source of logs, so that it can be told apart later."
        maxLength={200}
        value={options.stream}
        onChange={(event) => onChange({ stream: event.currentTarget.value })}
      />
      {props.askZone && (
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
        description="To open the lines behind a figure, and to read the logs again in another way. Kept compressed."
        checked={options.keepEvidence}
        onChange={(event) => onChange({ keepEvidence: event.currentTarget.checked })}
      />
      <AnonymiseChoice
        state={privacy}
        stream={options.stream.trim()}
        choice={options.anonymise}
        onChange={(anonymise) => onChange({ anonymise })}
      />
    </SimpleGrid>
  );
}

/** What the organisation is, asked once, with guesses from the logs and what the zone makes of their times. */
export function OrganisationStep(props: {
  readonly profile: Profile;
  readonly file: FilePreview | undefined;
  readonly onChange: (profile: Profile) => void;
}) {
  const { profile, file, onChange } = props;
  return (
    <Stack gap="sm">
      <div>
        <Title order={3}>Your organisation</Title>
        <Text c="dimmed">
          Tells the organisation’s own traffic from the use of cloud apps. Guessed from these logs: correct what is
          wrong. It can be changed later in the settings.
        </Text>
      </div>
      <ProfileFields value={profile} onChange={onChange} />
      {file !== undefined && file.firstEvent !== null && (
        <Text size="sm">
          Read this way, the first event is of{' '}
          <strong className="uc-time">{formatInstant(file.firstEvent, profile.logZone, true)}</strong> and the last of{' '}
          <strong className="uc-time">{formatInstant(file.lastEvent, profile.logZone, true)}</strong> ({profile.logZone}
          ).
          {file.zoneInLog ? ' These logs name their own zone, so the choice above does not move them.' : ''}
        </Text>
      )}
    </Stack>
  );
}
