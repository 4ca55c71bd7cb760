/** The first argument of a worker thread; nobody can give it on a command line, where no argument holds a NUL. */
export const workerSign = '\0worker';
