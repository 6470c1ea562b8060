import { testFormat } from '../shared/format-tests.test-kit.ts';
import { dansguardian } from './format.ts';

testFormat(dansguardian, import.meta.url);
