import { testFormat } from '../shared/format-tests.test-kit.ts';
import { paloalto } from './format.ts';

testFormat(paloalto, import.meta.url);
