/** Puts a resource into an executable; the package brings no types. */
declare module 'postject' {
  export function inject(filename: string, resourceName: string, resource: Buffer, options?: { readonly sentinelFuse?: string; readonly machoSegmentName?: string }): Promise<void>;
}
