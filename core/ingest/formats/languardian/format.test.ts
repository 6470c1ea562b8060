import { testFormat } from '../shared/format-tests.test-kit.ts';
import { languardian } from './format.ts';

testFormat(languardian, import.meta.url);
