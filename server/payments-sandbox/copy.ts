/** A copy of what the API can say: plain JSON. Several times quicker than structuredClone on objects of this size. */
export function copy<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
