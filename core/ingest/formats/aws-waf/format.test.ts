import { testFormat } from '../shared/format-tests.test-kit.ts';
import { awsWaf } from './format.ts';

testFormat(awsWaf, import.meta.url);
