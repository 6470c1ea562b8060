import { expect, it } from 'vitest';
import { AppError } from '../contract/errors.ts';
import { EXIT, endingOf } from './failure.ts';

it('adds what to type to messages that the console shows as well', () => {
  const message = 'None of the connectors knows these records.';
  expect(endingOf(new AppError('file.noFormat', message, { isForConnector: true })).message).toMatch(
    /--connector names/,
  );
  expect(endingOf(new AppError('file.noFormat', message, { isForConnector: false })).message).toBe(message);
  expect(endingOf(new AppError('workspace.readOnly', 'Old.', { found: 3 }))).toEqual({
    status: EXIT.input,
    message: 'Old. "undercast workspace compact" does so, too.',
  });
  expect(endingOf(new AppError('workspace.readOnly', 'Open read-only.')).message).toBe('Open read-only.');
});

it('counts the place in a filter as people do', () => {
  expect(endingOf(new AppError('query.badFilter', 'No.', { position: 0 }))).toEqual({
    status: EXIT.usage,
    message: '--filter, character 1: No.',
  });
});
