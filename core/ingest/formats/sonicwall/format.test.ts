import { testFormat } from '../shared/format-tests.test-kit.ts';
import { sonicwall } from './format.ts';

testFormat(sonicwall, import.meta.url);
