import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { toastError } from '../toast.tsx';
import { type TwinTable, twinCsv } from './chart-data.ts';
import { type PictureText, pictureOf, rasterise } from './export-picture.ts';
import { fileStem, saveBlob, spreadsheetBlob } from './save-blob.ts';

/** Saves a chart as picture or figures. Pictures need the plot on screen; the figures are always there. */
export function ChartMenu({
  text,
  table,
  plot,
  plotShown,
}: {
  readonly text: PictureText;
  readonly table: TwinTable;
  readonly plot: RefObject<HTMLElement | null>;
  readonly plotShown: boolean;
}) {
  const stem = fileStem(text.title);
  const withPicture = (act: (picture: NonNullable<ReturnType<typeof pictureOf>>) => Promise<void> | void): void => {
    const picture = plot.current === null ? null : pictureOf(plot.current, text);
    if (picture === null) return;
    Promise.resolve(act(picture)).catch(toastError);
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          data-tip="Save this chart"
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`Save “${text.title}”`}
        >
          <IconDownload size={16} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={!plotShown}
          onClick={() =>
            withPicture(async ({ svg, width, height }) => saveBlob(await rasterise(svg, width, height), `${stem}.png`))
          }
        >
          Picture (PNG)
        </Menu.Item>
        <Menu.Item
          disabled={!plotShown}
          onClick={() => withPicture(({ svg }) => saveBlob(new Blob([svg], { type: 'image/svg+xml' }), `${stem}.svg`))}
        >
          Drawing (SVG)
        </Menu.Item>
        <Menu.Item onClick={() => saveBlob(spreadsheetBlob(twinCsv(table), 'text/csv'), `${stem}.csv`)}>
          Figures (CSV)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
