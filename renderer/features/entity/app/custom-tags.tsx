import { TagsInput } from '@mantine/core';
import type { AppDetail } from '../../../../core/contract/app-detail.ts';
import { useCustomTags } from '../../../data/catalog.ts';
import { useOrder } from '../../../data/use-question.ts';
import { toastError } from '../../../kit/toast.tsx';

/** Tags of the workspace's own, beside sanctioned, unsanctioned and monitored. */
export function CustomTags({ app, readOnly }: { readonly app: AppDetail; readonly readOnly: boolean }) {
  const { data: tags = [] } = useCustomTags();
  const { mutateAsync } = useOrder('catalog.setCustomTags');
  const set = (next: readonly string[]): void => {
    const add = next.filter((tag) => !app.customTags.includes(tag));
    const remove = app.customTags.filter((tag) => !next.includes(tag));
    if (add.length + remove.length > 0) mutateAsync({ apps: [app.id], add, remove }).catch(toastError);
  };
  return (
    <section aria-label="Custom tags">
      <h3 className="uc-sectionhead">Custom tags</h3>
      <TagsInput
        size="xs"
        aria-label="Custom tags"
        placeholder={app.customTags.length === 0 ? 'Pilot, HR only …' : ''}
        disabled={readOnly}
        data={tags.map(({ name }) => name)}
        value={app.customTags}
        onChange={set}
        maxTags={50}
      />
    </section>
  );
}
