import { IconBan, IconCheck, IconEye } from '@tabler/icons-react';
import type { Tag } from '../../../core/model/app.ts';
import { TAG_STYLE } from '../charts/palette.ts';

const ICONS = { sanctioned: IconCheck, unsanctioned: IconBan, monitored: IconEye } as const;

/** An app's tag: icon, word and colour say the same. No tag is an empty cell with a dash for screen readers. */
export function TagBadge({ tag }: { readonly tag: Tag | null }) {
  if (tag === null) return <span className="uc-tag uc-tag--none">No tag</span>;
  const Mark = ICONS[tag];
  return (
    <span className="uc-tag" style={{ color: TAG_STYLE[tag].color }}>
      <Mark size={14} stroke={1.75} aria-hidden />
      <span className="uc-tag__word">{TAG_STYLE[tag].label}</span>
    </span>
  );
}
