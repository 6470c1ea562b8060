import { testFormat } from '../shared/format-tests.test-kit.ts';
import { json } from './format.ts';

testFormat(json, import.meta.url);
