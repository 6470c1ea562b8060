import { testFormat } from '../shared/format-tests.test-kit.ts';
import { cato } from './format.ts';

testFormat(cato, import.meta.url);
