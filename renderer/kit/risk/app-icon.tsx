import { useAppIcon } from './icons/icon-store.ts';
import { Monogram } from './monogram.tsx';
import './risk.css';

/** An app's own icon where one is bundled, else its letters. The name always stands beside it. */
export function AppIcon({
  id,
  name,
  size = 22,
}: {
  readonly id: string;
  readonly name: string;
  readonly size?: number;
}) {
  const icon = useAppIcon(id);
  if (icon === null) return <Monogram id={id} name={name} size={size} />;
  const [width, height, ...parts] = icon;
  const inner = Math.round(size * 0.74);
  return (
    <span className="uc-appicon" aria-hidden style={{ width: size, height: size }}>
      <svg width={inner} height={inner} viewBox={`0 0 ${width} ${height}`} focusable="false" aria-hidden>
        {parts.map((data, at) => (at % 2 === 0 ? null : <path key={data} fill={parts[at - 1]} d={data} />))}
      </svg>
    </span>
  );
}
