import { expect, test } from 'vitest';
import { AppError } from '../../core/contract/errors.ts';
import { errorLine, errorText } from './error-text.ts';

test('what an error quotes is shown, not obeyed', () => {
  const gone = errorText(new AppError('file.notFound', 'Gone.', { path: '/logs/x\u202egol.exe' }));
  expect(gone.title).toBe('“/logs/x⟨U+202E⟩gol.exe” is not there.');
  expect(errorLine(new AppError('input.invalid', 'No \u001b[31m\u061cname.'))).toBe(
    'The engine did not accept this input. No ⟨U+001B⟩[31m⟨U+061C⟩name.',
  );
  expect(errorText(new Error('a\u200bb')).next).toBe('a⟨U+200B⟩b');
});
