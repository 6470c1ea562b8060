import { Button } from '@mantine/core';
import type { Tag } from '../../../../core/model/app.ts';
import { TAG_STYLE } from '../../../kit/charts/palette.ts';
import { useTagging } from '../../../kit/risk/use-tagging.ts';

const CHOICES: readonly (Tag | null)[] = ['sanctioned', 'unsanctioned', 'monitored', null];

/** The app's tag as four buttons; the pressed one is what holds now. */
export function TagControl({
  app,
  readOnly,
}: {
  readonly app: { readonly id: string; readonly name: string; readonly tag: Tag | null };
  readonly readOnly: boolean;
}) {
  const tag = useTagging();
  return (
    // biome-ignore lint/a11y/useSemanticElements: four buttons are no form part, so no fieldset
    <div role="group" aria-label="Tag">
      <Button.Group>
        {CHOICES.map((choice) => {
          const holds = app.tag === choice;
          return (
            <Button
              key={choice ?? 'none'}
              size="compact-xs"
              variant={holds ? 'filled' : 'default'}
              color="azure"
              aria-pressed={holds}
              disabled={readOnly}
              onClick={() => {
                if (!holds) tag([app], choice);
              }}
            >
              {choice === null ? 'No tag' : TAG_STYLE[choice].label}
            </Button>
          );
        })}
      </Button.Group>
    </div>
  );
}
