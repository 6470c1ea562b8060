import { Button, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { IpRangeRow } from '../../../core/contract/enrichment.ts';
import { RANGE_CATEGORIES, RANGE_CATEGORY_TITLES, type RangeCategory } from '../../../core/model/enrichment.ts';
import { useRanges } from '../../data/enrichment.ts';
import { useOrder } from '../../data/use-question.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { DialogFoot } from '../../kit/dialog-foot.tsx';
import { FormError } from '../../kit/form-error.tsx';

const emptyToNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Makes a range, or changes one. */
export function RangeDialog({ range, close }: { readonly range: IpRangeRow | null; readonly close: () => void }) {
  const save = useOrder('ranges.save');
  const { data: known = [] } = useRanges();
  const [name, setName] = useState(range?.name ?? '');
  const [cidrs, setCidrs] = useState<readonly string[]>(range?.cidrs ?? []);
  const [category, setCategory] = useState<RangeCategory>(range?.category ?? 'corporate');
  const [tags, setTags] = useState<readonly string[]>(range?.tags ?? []);
  const [location, setLocation] = useState(range?.location ?? '');
  const [isp, setIsp] = useState(range?.isp ?? '');
  const ready = name.trim() !== '' && cidrs.length > 0;
  const submit = (): void => {
    save.mutate(
      {
        ...(range?.id == null ? {} : { id: range.id }),
        name: name.trim(),
        cidrs: [...cidrs],
        category,
        tags: [...tags],
        location: emptyToNull(location),
        isp: emptyToNull(isp),
      },
      { onSuccess: close },
    );
  };
  return (
    <Dialog onClose={close} title={range === null ? 'Add an IP range' : 'Change the IP range'} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <SimpleGrid cols={2} spacing="sm">
            <TextInput
              label="Name"
              required
              data-autofocus
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Select
              label="Category"
              allowDeselect={false}
              data={RANGE_CATEGORIES.map((one) => ({ value: one, label: RANGE_CATEGORY_TITLES[one] }))}
              value={category}
              onChange={(next) => setCategory(RANGE_CATEGORIES.find((one) => one === next) ?? category)}
            />
          </SimpleGrid>
          <TagsInput
            label="Addresses"
            description="Blocks such as 192.0.2.0/24 and 2001:db8::/32, or single addresses. Your own ranges must not overlap."
            required
            value={[...cidrs]}
            onChange={setCidrs}
            splitChars={[',', ' ', ';']}
          />
          <TagsInput
            label="Tags"
            data={[...new Set(known.flatMap((one) => one.tags))]}
            value={[...tags]}
            onChange={setTags}
            splitChars={[',', ';']}
          />
          <SimpleGrid cols={2} spacing="sm">
            <TextInput
              label="Location"
              description="In place of what geography would say. A country at its end, as in “Essen, Germany”, counts as the country too."
              maxLength={200}
              value={location}
              onChange={(event) => setLocation(event.currentTarget.value)}
            />
            <TextInput
              label="Provider"
              description="Whose addresses they are."
              maxLength={200}
              value={isp}
              onChange={(event) => setIsp(event.currentTarget.value)}
            />
          </SimpleGrid>
          <FormError error={save.error} />
          <DialogFoot>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" disabled={!ready} loading={save.isPending}>
              Save
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}
