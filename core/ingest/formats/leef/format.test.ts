import { testFormat } from '../shared/format-tests.test-kit.ts';
import { leef } from './format.ts';

testFormat(leef, import.meta.url);
