/** What a file says of a package: its name, and the version as it is written there. */
export type Package = readonly [name: string, version: string];
