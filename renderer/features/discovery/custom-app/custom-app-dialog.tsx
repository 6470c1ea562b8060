import {
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMemo, useState } from 'react';
import { useCategories } from '../../../data/catalog.ts';
import { useOrder } from '../../../data/use-question.ts';
import { countryChoices } from '../../../kit/charts/country-names.ts';
import { errorLine } from '../../../kit/error-text.ts';
import { toastUndo } from '../../../kit/toast.tsx';
import { openEntity } from '../go.ts';
import { suggestDomains, suggestName } from './suggest-app.ts';
import { WouldMatch } from './would-match.tsx';

/** Makes an app of hosts that the catalog does not know. The engine reads the past again at once. */
export function CustomAppDialog({
  hosts,
  onClose,
}: {
  readonly hosts: readonly string[];
  readonly onClose: () => void;
}) {
  const [domains, setDomains] = useState<readonly string[]>(() => suggestDomains(hosts));
  const [name, setName] = useState(() => suggestName(suggestDomains(hosts)));
  const [category, setCategory] = useState<string | null>('unclassified');
  const [vendor, setVendor] = useState('');
  const [headquarters, setHeadquarters] = useState<string | null>(null);
  const [score, setScore] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const { data: categories = [] } = useCategories();
  const create = useOrder('catalog.createCustomApp');
  const remove = useOrder('catalog.deleteCustomApp');
  const countries = useMemo(() => countryChoices(), []);
  const ready = name.trim() !== '' && domains.length > 0 && category !== null;
  const submit = (): void => {
    if (!ready || category === null) return;
    create.mutate(
      {
        name: name.trim(),
        category,
        domains: [...domains],
        vendor: vendor.trim() === '' ? null : vendor.trim(),
        headquarters,
        overrideScore: score,
        note,
      },
      {
        onSuccess: ({ id }) => {
          onClose();
          openEntity('app', id, name.trim());
          toastUndo(`${name.trim()} is an app now; past requests were read again.`, () => remove.mutateAsync({ id }));
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title="Make this an app" size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <SimpleGrid cols={2} spacing="sm">
            <TextInput
              data-autofocus
              label="Name"
              required
              value={name}
              maxLength={200}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label="Category"
              required
              searchable
              data={categories.map(({ id, name: title }) => ({ value: id, label: title }))}
              value={category}
              onChange={setCategory}
            />
          </SimpleGrid>
          <TagsInput
            label="Domains"
            description="Each claims itself and every host below it. Suggested: the part of the host that one owner controls."
            required
            value={[...domains]}
            onChange={setDomains}
            splitChars={[',', ' ', ';']}
            maxTags={200}
          />
          <WouldMatch domains={domains} />
          <SimpleGrid cols={3} spacing="sm">
            <TextInput
              label="Vendor"
              value={vendor}
              maxLength={200}
              onChange={(event) => setVendor(event.currentTarget.value)}
            />
            <Select
              label="Headquarters"
              searchable
              clearable
              data={countries}
              value={headquarters}
              onChange={setHeadquarters}
            />
            <NumberInput
              label="Score"
              placeholder="0 worst to 10 best"
              min={0}
              max={10}
              allowDecimal={false}
              value={score ?? ''}
              onChange={(value) => setScore(typeof value === 'number' ? value : null)}
            />
          </SimpleGrid>
          <Textarea
            label="Note"
            autosize
            minRows={2}
            maxRows={6}
            maxLength={10_000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {create.error !== null && (
            <div role="alert" className="uc-formerror">
              {errorLine(create.error)}
            </div>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!ready} loading={create.isPending}>
              Make app
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
