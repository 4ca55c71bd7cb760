import type { Change } from './change.ts';
import { braceChanges } from './changes/braces.ts';
import { layoutChanges } from './changes/layout.ts';
import { nameChanges } from './changes/names.ts';
import { orderChanges } from './changes/order.ts';
import { placeChanges } from './changes/places.ts';
import { spellingChanges } from './changes/spelling.ts';
import { wordChanges } from './changes/words.ts';

/** All ways in which an example is written otherwise. */
export const changes: readonly Change[] = [...layoutChanges, ...braceChanges, ...wordChanges, ...placeChanges, ...nameChanges, ...orderChanges, ...spellingChanges];
