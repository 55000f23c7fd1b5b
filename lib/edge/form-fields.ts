/**
 * A form's fields as an object: `address.city` nests, `lines.0.quantity` makes an array, a name that repeats makes
 * an array, an empty text is absent, files stay files. React's own `$ACTION…` fields are not the form's.
 */
export function formFields(form: FormData): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue
    const values = form
      .getAll(name)
      .filter((value) => value !== '' && !(value instanceof File && value.size === 0))
    if (values.length === 0) continue
    place(root, name.split('.'), values.length === 1 ? values[0] : values)
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
