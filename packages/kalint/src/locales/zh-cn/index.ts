import type { Translations } from '../index.ts';
import { bfd } from './bfd.ts';
import { deprecated } from './deprecated.ts';
import { failover } from './failover.ts';
import { global } from './global.ts';
import { kalint } from './kalint.ts';
import { lvs } from './lvs.ts';
import { pair } from './pair.ts';
import { script } from './script.ts';
import { security } from './security.ts';
import { sync } from './sync.ts';
import { syntax } from './syntax.ts';
import { vrrp } from './vrrp.ts';
import { xref } from './xref.ts';

export { phrase } from './phrases.ts';

/** All messages of all rules in Simplified Chinese. */
export const translations: Translations = { ...bfd, ...deprecated, ...failover, ...global, ...kalint, ...lvs, ...pair, ...script, ...security, ...sync, ...syntax, ...vrrp, ...xref };
