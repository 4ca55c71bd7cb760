/** Reads configurations from a file system, for those who use the linter as a library; `kalint/load`. */
export { Loader, type LoadFailure, type Loaded, type LoaderOptions } from '@kaconf/semantics/load';
