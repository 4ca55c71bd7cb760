import type { Feature } from '../feature.ts';
import { codeActions } from './code-actions.ts';
import { codeLens } from './code-lens.ts';
import { completion } from './completion.ts';
import { custom } from './custom.ts';
import { diagnostics } from './diagnostics.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols } from './document-symbols.ts';
import { folding } from './folding.ts';
import { formatting } from './formatting.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { linkedEditing } from './linked-editing.ts';
import { navigation } from './navigation.ts';
import { rename } from './rename.ts';
import { selectionRanges } from './selection-ranges.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { signatureHelp } from './signature-help.ts';
import { workspaceSymbols } from './workspace-symbols.ts';

/** Every feature of the protocol that the server has. */
export const features: readonly Feature[] = [
  diagnostics, completion, hover, signatureHelp, navigation, rename, documentSymbols, workspaceSymbols, folding, selectionRanges,
  semanticTokens, documentLinks, codeActions, formatting, inlayHints, codeLens, linkedEditing, custom,
];
