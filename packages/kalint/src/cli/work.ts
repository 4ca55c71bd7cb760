/** Tells the launcher whether the ordinary work was done, so that the compiled code of this run is worth keeping, and whether it was much. */
export const work = { done: false, large: false };
