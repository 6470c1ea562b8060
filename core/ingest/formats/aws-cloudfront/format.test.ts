import { testFormat } from '../shared/format-tests.test-kit.ts';
import { awsCloudfront } from './format.ts';

testFormat(awsCloudfront, import.meta.url);
