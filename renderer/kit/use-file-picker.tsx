import { type ReactNode, useRef } from 'react';
import { toastError } from './toast.tsx';

/**
 * Picks one file from where no button can hold the input, such as a menu that is gone once the file is chosen.
 * @returns the input, to be drawn beside what opens it, and what opens it
 */
export function useFilePicker(props: {
  /** What is chosen, for who does not see it. */
  readonly label: string;
  readonly accept: string;
  readonly onFile: (file: File) => Promise<void>;
}): readonly [ReactNode, () => void] {
  const input = useRef<HTMLInputElement>(null);
  const element = (
    <input
      ref={input}
      type="file"
      hidden
      aria-label={props.label}
      accept={props.accept}
      onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        // The same file may be chosen again later.
        event.currentTarget.value = '';
        if (file !== undefined) props.onFile(file).catch(toastError);
      }}
    />
  );
  return [element, () => input.current?.click()];
}
