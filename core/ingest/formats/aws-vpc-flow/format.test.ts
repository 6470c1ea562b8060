import { testFormat } from '../shared/format-tests.test-kit.ts';
import { awsVpcFlow } from './format.ts';

testFormat(awsVpcFlow, import.meta.url);
