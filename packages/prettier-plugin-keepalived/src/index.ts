/** The name under which Prettier's users look for a plugin; `kafmt` has the rest. */
export { default, defaultOptions, languages, options, parsers, printers } from 'kafmt';
