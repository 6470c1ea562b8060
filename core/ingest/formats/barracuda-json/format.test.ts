import { testFormat } from '../shared/format-tests.test-kit.ts';
import { barracudaJson } from './format.ts';

testFormat(barracudaJson, import.meta.url);
