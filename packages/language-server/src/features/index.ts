import type { Feature } from '../feature.ts';
import { completion } from './completion.ts';
import { diagnostics } from './diagnostics.ts';
import { documentSymbols } from './document-symbols.ts';
import { hover } from './hover.ts';

/** Every feature of the protocol that the server has. */
export const features: readonly Feature[] = [diagnostics, completion, hover, documentSymbols];
