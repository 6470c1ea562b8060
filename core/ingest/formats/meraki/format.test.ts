import { testFormat } from '../shared/format-tests.test-kit.ts';
import { meraki } from './format.ts';

testFormat(meraki, import.meta.url);
