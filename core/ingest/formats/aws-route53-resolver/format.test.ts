import { testFormat } from '../shared/format-tests.test-kit.ts';
import { awsRoute53Resolver } from './format.ts';

testFormat(awsRoute53Resolver, import.meta.url);
