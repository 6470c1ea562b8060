import { testFormat } from '../shared/format-tests.test-kit.ts';
import { awsS3Access } from './format.ts';

testFormat(awsS3Access, import.meta.url);
