import { Button, NumberInput, Select, SimpleGrid, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { AppDetail } from '../../../core/contract/app-detail.ts';
import { useCategories } from '../../data/catalog.ts';
import { useOrder } from '../../data/use-question.ts';
import { usePanels } from '../../state/panels.ts';
import { countryChoices } from '../charts/country-names.ts';
import { Dialog } from '../dialog.tsx';
import { DialogFoot } from '../dialog-foot.tsx';
import { FormError } from '../form-error.tsx';
import { toastDone, toastUndo } from '../toast.tsx';
import { suggestDomains, suggestName } from './suggest-app.ts';
import { WouldMatch } from './would-match.tsx';

/** Makes an app of hosts and address ranges, or changes one of the workspace's own. The engine reads the past again at once. */
export function CustomAppDialog({
  hosts = [],
  app,
  onClose,
}: {
  /** Hosts that a new app starts from. */
  readonly hosts?: readonly string[];
  /** The app to change; absent for a new one. */
  readonly app?: AppDetail;
  readonly onClose: () => void;
}) {
  const [domains, setDomains] = useState<readonly string[]>(() => app?.domains ?? suggestDomains(hosts));
  const [ranges, setRanges] = useState<readonly string[]>(app?.ipRanges ?? []);
  const [name, setName] = useState(() => app?.name ?? suggestName(suggestDomains(hosts)));
  const [category, setCategory] = useState<string | null>(app?.category ?? 'unclassified');
  const [vendor, setVendor] = useState(app?.vendor ?? '');
  const [headquarters, setHeadquarters] = useState<string | null>(app?.headquarters ?? null);
  const [score, setScore] = useState<number | null>(app?.overrideScore ?? null);
  const [note, setNote] = useState(app?.note ?? '');
  const { data: categories = [] } = useCategories();
  const create = useOrder('catalog.createCustomApp');
  const update = useOrder('catalog.updateCustomApp');
  const remove = useOrder('catalog.deleteCustomApp');
  const countries = useMemo(() => countryChoices(), []);
  const ready = name.trim() !== '' && domains.length + ranges.length > 0 && category !== null;
  const error = create.error ?? update.error;
  const submit = (): void => {
    if (!ready || category === null) return;
    const input = {
      name: name.trim(),
      category,
      domains: [...domains],
      ipRanges: [...ranges],
      vendor: vendor.trim() === '' ? null : vendor.trim(),
      description: app?.description ?? null,
      headquarters,
      overrideScore: score,
      note,
    };
    if (app !== undefined) {
      update.mutate(
        { ...input, id: app.id },
        {
          onSuccess: () => {
            onClose();
            toastDone(`${input.name} is changed; past requests were read again.`);
          },
        },
      );
      return;
    }
    create.mutate(input, {
      onSuccess: ({ id }) => {
        onClose();
        usePanels.getState().show({ kind: 'app', key: id, title: input.name });
        toastUndo(`${input.name} is an app now; past requests were read again.`, () => remove.mutateAsync({ id }));
      },
    });
  };
  return (
    <Dialog
      onClose={onClose}
      title={app !== undefined ? `Change ${app.name}` : hosts.length > 0 ? 'Make this an app' : 'New app'}
      size="lg"
    >
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
            description="Each claims itself and every host below it; *-my.example.com claims each tenant’s host."
            value={[...domains]}
            onChange={setDomains}
            splitChars={[',', ' ', ';']}
            maxTags={200}
          />
          <TagsInput
            label="Address ranges"
            description="IPv4 or IPv6, such as 203.0.113.0/24; used where a log names no host."
            value={[...ranges]}
            onChange={setRanges}
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
          <FormError error={error} />
          <DialogFoot>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!ready} loading={create.isPending || update.isPending}>
              {app === undefined ? 'Make app' : 'Save'}
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}
