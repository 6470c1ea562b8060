import { testFormat } from '../shared/format-tests.test-kit.ts';
import { versa } from './format.ts';

testFormat(versa, import.meta.url);
