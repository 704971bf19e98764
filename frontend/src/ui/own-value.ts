// Looks names up that people or files bring in tables: every object answers to "constructor" as well.

/** Return the value that a table has of its own under a name. */
export const ownValue = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.getOwnPropertyDescriptor(table, name)?.value as Value | undefined;
