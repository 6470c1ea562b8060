import { testFormat } from '../shared/format-tests.test-kit.ts';
import { barracudaF } from './format.ts';

testFormat(barracudaF, import.meta.url);
