/** The longest form is a line-up: 60 products with a price for each of 40 packs. */
const MOST_FIELDS = 10_000
/** `listings.0.prices.0.price`; a deeper name is nobody's, and stays a name. */
const MOST_PARTS = 8

/**
 * A form's fields as an object: `address.city` nests, `lines.0.quantity` makes an array, a name that repeats makes
 * an array, an empty text is absent, files stay files. React's own `$ACTION…` fields are not the form's. Null for more
 * fields than any form of ours has.
 */
export function formFields(form: FormData): Record<string, unknown> | null {
  // One walk: FormData looks through all of its entries for every name that it is asked for.
  const given = new Map<string, FormDataEntryValue[]>()
  let count = 0
  for (const [name, value] of form) {
    if (++count > MOST_FIELDS) return null
    if (name.startsWith('$ACTION') || value === '' || (value instanceof File && value.size === 0)) continue
    const values = given.get(name)
    if (values) values.push(value)
    else given.set(name, [value])
  }
  const root: Record<string, unknown> = {}
  for (const [name, values] of given) {
    const parts = name.split('.', MOST_PARTS + 1)
    place(root, parts.length > MOST_PARTS ? [name] : parts, values.length === 1 ? values[0] : values)
  }
  return arrays(root) as Record<string, unknown>
}

// Names come from outside: they must never reach a prototype.
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

function place(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  if (path.some((part) => FORBIDDEN.has(part))) return
  let at = root
  for (const part of path.slice(0, -1)) {
    const next = at[part]
    if (typeof next === 'object' && next !== null && !(next instanceof File) && !Array.isArray(next)) {
      at = next as Record<string, unknown>
    } else {
      const made: Record<string, unknown> = {}
      at[part] = made
      at = made
    }
  }
  const last = path.at(-1)
  if (last !== undefined) at[last] = value
}

function arrays(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof File || Array.isArray(value))
    return value
  const entries = Object.entries(value).map(([key, inner]) => [key, arrays(inner)] as const)
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index))
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}
