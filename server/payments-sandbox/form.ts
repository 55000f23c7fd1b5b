import { invalid } from './refusal.ts'

/** A decoded form: text at the leaves, names in between. Arrays are names that are numbers, as on the wire. */
export type FormTree = string | FormBranch
export interface FormBranch {
  [name: string]: FormTree
}

/** Deeper than anything in Stripe's API; a bound for hostile input. */
const DEEPEST = 12

/**
 * Decodes `a[b][0][c]=x&d[]=y` as Stripe does, for bodies and queries alike. Branches have no prototype, so a
 * parameter may be called `__proto__` and is merely unknown.
 */
export function decodeForm(encoded: string): FormBranch {
  const root: FormBranch = Object.create(null)
  for (const [name, value] of new URLSearchParams(encoded)) place(root, name, value)
  return root
}

function place(root: FormBranch, name: string, value: string): void {
  const path = segments(name)
  let branch = root
  path.forEach((segment, depth) => {
    const key = segment === '' ? String(Object.keys(branch).length) : segment
    if (depth === path.length - 1) {
      if (typeof branch[key] === 'object') throw invalid(`Invalid object: ${name}`, name)
      branch[key] = value
      return
    }
    const next = branch[key]
    if (typeof next === 'string') throw invalid(`Invalid object: ${name}`, name)
    const made: FormBranch = next ?? Object.create(null)
    branch[key] = made
    branch = made
  })
}

function segments(name: string): string[] {
  const open = name.indexOf('[')
  if (open < 0) return [name]
  const rest = name.slice(open)
  if (open === 0 || !/^(\[[^[\]]*\])+$/.test(rest))
    throw invalid(`Invalid parameter name: ${name}`, name, 'parameter_unknown')
  const path = [name.slice(0, open), ...rest.slice(1, -1).split('][')]
  if (path.length > DEEPEST) throw invalid(`Parameter nested too deeply: ${name}`, name)
  return path
}

/** The same text for the same parameters in whatever order they came: what an idempotency key is compared by. */
export function canonicalForm(tree: FormTree): string {
  if (typeof tree === 'string') return JSON.stringify(tree)
  const parts = Object.keys(tree)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalForm(tree[name] ?? '')}`)
  return `{${parts.join(',')}}`
}
