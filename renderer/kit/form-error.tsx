import { errorLine } from './error-text.ts';

/** What went wrong with what a form asked for, read aloud when it appears; nothing while nothing did. */
export function FormError({ error }: { readonly error: unknown }) {
  if (error === null) return null;
  return (
    <div role="alert" className="uc-formerror">
      {errorLine(error)}
    </div>
  );
}
