import { Logged } from '../../../kit/logged.tsx';
import { ReasonForm } from './reason-form.tsx';

/** Why an app is approved or banned. */
export function MarkNote(props: {
  readonly note: string;
  readonly writable: boolean;
  readonly onSave: (note: string) => void;
}) {
  const { note, writable, onSave } = props;
  if (writable) return <ReasonForm label="Why it has this mark" button="Save note" before={note} onSave={onSave} />;
  return note === '' ? null : (
    <p className="uc-prose">
      <Logged text={note} />
    </p>
  );
}
