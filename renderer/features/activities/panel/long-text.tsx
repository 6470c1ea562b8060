import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { cutText } from '../../../../core/kit/visible-text.ts';
import { formatCount } from '../../../kit/format.ts';

/** A logged text of any length: shown up to `most` characters, with what was left out said; copied whole. */
export function LongText({ text, most = 400 }: { readonly text: string; readonly most?: number }) {
  const { shown, left } = cutText(text, most);
  return (
    <bdi className="uc-longtext">
      {shown}
      {left > 0 && (
        <span className="uc-evidence__cut"> … {formatCount(left)} more characters; copy to have them all</span>
      )}
    </bdi>
  );
}

export function CopyText({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <ActionIcon
          data-tip={copied ? 'Copied' : label}
          variant="subtle"
          color="gray"
          size="sm"
          onClick={copy}
          aria-label={label}
        >
          {copied ? <IconCheck size={14} /> : <IconCopy size={14} stroke={1.5} />}
        </ActionIcon>
      )}
    </CopyButton>
  );
}
