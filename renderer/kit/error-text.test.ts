import { expect, test } from 'vitest';
import { AppError } from '../../core/contract/errors.ts';
import { errorLine, errorText } from './error-text.ts';

test('what an error quotes is shown, not obeyed', () => {
  const gone = errorText(new AppError('file.notFound', 'Gone.', { path: '/logs/x\u202egol.exe' }));
  expect(gone.title).toBe('“/logs/x⟨U+202E⟩gol.exe” is not there.');
  expect(errorLine(new AppError('input.invalid', 'No \u001b[31m\u061cname.'))).toBe('No ⟨U+001B⟩[31m⟨U+061C⟩name.');
  expect(errorText(new Error('a\u200bb')).next).toBe('a⟨U+200B⟩b');
});

test('an input that is not accepted is told by the field and what would do, first what happened', () => {
  const taken = new AppError('input.invalid', 'The source “A” listens on port 514. Choose another port.');
  expect(errorText(taken)).toEqual({ title: 'The source “A” listens on port 514.', next: 'Choose another port.' });
  expect(errorLine(taken)).toBe(taken.message);
  expect(errorText(new AppError('input.invalid', 'Name is missing.'))).toEqual({ title: 'Name is missing.', next: '' });
});
