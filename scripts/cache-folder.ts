import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what was fetched once is kept for the next time: `$KACONF_CACHE`, else `kaconf` in the user's cache. */
export const cacheFolder = process.env['KACONF_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'kaconf');
