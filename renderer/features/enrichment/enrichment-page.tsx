import { Tabs } from '@mantine/core';
import { PageHeader } from '../../kit/page-header.tsx';
import { SealedNote } from '../../kit/privacy/sealed-note.tsx';
import { AddressesPart } from './addresses-part.tsx';
import { DirectoryPart } from './directory-part.tsx';
import { ExclusionsPart } from './exclusions-part.tsx';
import { RangesPart } from './ranges-part.tsx';

/** What the organisation knows of its own users and addresses, and whom it leaves out. */
export function EnrichmentPage() {
  return (
    <div className="uc-page__pad">
      <PageHeader
        title="Directory & ranges"
        about="Lists of your own that name users and addresses, and whom to leave out. Another directory or range changes every figure at once, also those of the past."
      />
      <SealedNote what="What people and ranges are called" />
      <Tabs defaultValue="ranges" keepMounted={false}>
        <Tabs.List aria-label="Lists">
          <Tabs.Tab value="ranges">IP ranges</Tabs.Tab>
          <Tabs.Tab value="addresses">Address data</Tabs.Tab>
          <Tabs.Tab value="directory">Directory</Tabs.Tab>
          <Tabs.Tab value="exclusions">Exclusions</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="ranges" pt="md">
          <RangesPart />
        </Tabs.Panel>
        <Tabs.Panel value="addresses" pt="md">
          <AddressesPart />
        </Tabs.Panel>
        <Tabs.Panel value="directory" pt="md">
          <DirectoryPart />
        </Tabs.Panel>
        <Tabs.Panel value="exclusions" pt="md">
          <ExclusionsPart />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
