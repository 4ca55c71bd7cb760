/** A stretch of text: half-open UTF-16 offsets into the text of one document. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
