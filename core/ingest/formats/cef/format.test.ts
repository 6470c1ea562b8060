import { testFormat } from '../shared/format-tests.test-kit.ts';
import { cef } from './format.ts';

testFormat(cef, import.meta.url);
