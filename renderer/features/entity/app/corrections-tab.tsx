import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { AppDetail } from '../../../../core/contract/app-detail.ts';
import { useCategories } from '../../../data/catalog.ts';
import { useOrder } from '../../../data/use-question.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { formatCount } from '../../../kit/format.ts';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { AppHistory } from './app-history.tsx';
import { CustomTags } from './custom-tags.tsx';

const SHOWN_RANGES = 12;

/** What this workspace decided of the app beyond its score: category, domains, tags of its own, and who did what when. */
export function CorrectionsTab({ app }: { readonly app: AppDetail }) {
  const readOnly = useOpenWorkspace()?.readOnly ?? true;
  return (
    <div className="uc-tabbody">
      {!app.custom && <CategoryCorrection app={app} readOnly={readOnly} />}
      {!app.custom && <DomainCorrection key={app.id} app={app} readOnly={readOnly} />}
      {app.ipRanges.length > 0 && <AddressRanges app={app} readOnly={readOnly} />}
      <CustomTags app={app} readOnly={readOnly} />
      <AppHistory app={app.id} />
    </div>
  );
}

interface Part {
  readonly app: AppDetail;
  readonly readOnly: boolean;
}

function CategoryCorrection({ app, readOnly }: Part) {
  const { data: categories = [] } = useCategories();
  const { mutateAsync } = useOrder('catalog.correctApp');
  const set = (category: string | null): void => {
    mutateAsync({ id: app.id, category }).then(
      () => toastDone(category === null ? 'The catalog’s category holds again.' : 'Category changed.'),
      toastError,
    );
  };
  const own = app.correction?.category ?? null;
  return (
    <section aria-label="Category">
      <h3 className="uc-sectionhead">Category</h3>
      <Group gap="xs">
        <Select
          size="xs"
          w={260}
          searchable
          allowDeselect={false}
          disabled={readOnly}
          aria-label="Category in this workspace"
          data={categories.map(({ id, name }) => ({ value: id, label: name }))}
          value={app.category}
          onChange={(next) => {
            if (next !== null && next !== app.category) set(next);
          }}
        />
        {own !== null && (
          <Button size="compact-xs" variant="default" disabled={readOnly} onClick={() => set(null)}>
            Back to the catalog’s
          </Button>
        )}
      </Group>
    </section>
  );
}

function DomainCorrection({ app, readOnly }: Part) {
  const [draft, setDraft] = useState('');
  const { mutateAsync, isPending } = useOrder('catalog.correctApp');
  const added = app.correction?.addedDomains ?? [];
  const removed = app.correction?.removedDomains ?? [];
  const set = (domains: { added: string[]; removed: string[] }, done: string): Promise<void> =>
    mutateAsync({ id: app.id, domains }).then(() => toastDone(done), toastError);
  const remove = (domain: string): void =>
    void set(
      added.includes(domain)
        ? { added: added.filter((one) => one !== domain), removed: [...removed] }
        : { added: [...added], removed: [...removed, domain] },
      `${domain} no longer counts as ${app.name}; past requests were read again.`,
    );
  const add = (): void => {
    const domain = draft.trim().toLowerCase();
    if (domain === '') return;
    void set(
      { added: [...added, domain], removed: removed.filter((one) => one !== domain) },
      `${domain} counts as ${app.name} now; past requests were read again.`,
    ).then(() => setDraft(''));
  };
  return (
    <section aria-label="Domains">
      <h3 className="uc-sectionhead">Domains</h3>
      <ul className="uc-domains">
        {app.domains.map((domain) => (
          <li key={domain}>
            <span className="uc-mono">{domain}</span>
            <span className="uc-factors__small">{kindOf(domain, added.includes(domain))}</span>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              disabled={readOnly}
              aria-label={`Take ${domain} away`}
              onClick={() => remove(domain)}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        ))}
        {removed.map((domain) => (
          <li key={domain}>
            <s className="uc-mono">{domain}</s>
            <span className="uc-factors__small">taken away here</span>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              disabled={readOnly}
              aria-label={`Give ${domain} back`}
              onClick={() =>
                void set(
                  { added: [...added], removed: removed.filter((one) => one !== domain) },
                  `${domain} counts as ${app.name} again.`,
                )
              }
            >
              <IconArrowBackUp size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Group gap="xs" mt={6}>
          <TextInput
            size="xs"
            w={260}
            aria-label="Another domain"
            placeholder="another-domain.example"
            disabled={readOnly}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" type="submit" loading={isPending} disabled={draft.trim() === ''}>
            Add domain
          </Button>
        </Group>
      </form>
    </section>
  );
}

/** Ranges of a file that the vendor publishes, imported under Catalog › Decisions. */
function AddressRanges({ app, readOnly }: Part) {
  const { mutateAsync, isPending } = useOrder('catalog.correctApp');
  const rest = app.ipRanges.length - SHOWN_RANGES;
  const forget = (): void => {
    mutateAsync({ id: app.id, ranges: [] }).then(
      () => toastDone(`No address range counts as ${app.name} any more; past requests were read again.`),
      toastError,
    );
  };
  return (
    <section aria-label="Address ranges">
      <h3 className="uc-sectionhead">Address ranges: {formatCount(app.ipRanges.length)}</h3>
      <p className="uc-scopeline uc-mono">
        {app.ipRanges.slice(0, SHOWN_RANGES).join(', ')}
        {rest > 0 && `, and ${formatCount(rest)} more`}
      </p>
      {(app.correction?.addedRanges ?? 0) > 0 && (
        <Button size="compact-xs" variant="default" loading={isPending} disabled={readOnly} onClick={forget}>
          Take the imported ranges away
        </Button>
      )}
    </section>
  );
}

/** What a listed domain is: added here, a pattern of tenants, a host, or a whole domain. */
function kindOf(domain: string, own: boolean): string {
  if (own) return 'added here';
  if (domain.includes('*')) return 'tenants';
  return domain.split('.').length > 2 ? 'service host' : 'domain';
}
