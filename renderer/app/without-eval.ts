import { z } from 'zod';

// Compiled checks need `new Function`, which the content security policy forbids. A check decides when it is made, so this comes
// before any file that makes one.
z.config({ jitless: true });
