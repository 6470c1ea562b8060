import { testFormat } from '../shared/format-tests.test-kit.ts';
import { mikrotik } from './format.ts';

testFormat(mikrotik, import.meta.url);
