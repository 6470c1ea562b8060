import { testFormat } from '../shared/format-tests.test-kit.ts';
import { awsElb } from './format.ts';

testFormat(awsElb, import.meta.url);
