import { testFormat } from '../shared/format-tests.test-kit.ts';
import { ciscoAsa } from './format.ts';

testFormat(ciscoAsa, import.meta.url);
