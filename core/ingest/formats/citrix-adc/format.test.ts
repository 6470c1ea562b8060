import { testFormat } from '../shared/format-tests.test-kit.ts';
import { citrixAdc } from './format.ts';

testFormat(citrixAdc, import.meta.url);
