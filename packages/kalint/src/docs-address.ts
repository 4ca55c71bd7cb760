/** Public address of the documentation, without `/` at its end. What needs it is left out while it is empty. */
export const docsAddress = '' as string;

/** Address of a rule's page; undefined while there is no public documentation. */
export function rulePage(id: string): string | undefined {
  return docsAddress === '' ? undefined : `${docsAddress}/rules/${id}.md`;
}
