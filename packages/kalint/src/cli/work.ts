/** Tells the launcher whether the ordinary work was done, so that the compiled code of this run is worth keeping. */
export const work = { done: false };
