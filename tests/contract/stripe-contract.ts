import { Ajv, type ValidateFunction } from 'ajv'
import type { Exchange } from '#server/payments-sandbox/api.ts'
import type { FormTree } from '#server/payments-sandbox/form.ts'
import { EVENT_TYPES, OBJECT_TYPES, PARAM_TYPES, rootName, stripeSchema } from './stripe-schema.ts'

/** Says in lines what a thing has that Stripe's types do not, or lacks; none when it fits. */
export interface StripeContract {
  object(value: unknown): string[]
  event(value: unknown): string[]
  /** Form parameters as they were decoded: text is read as what its type wants. */
  params(endpoint: string, form: FormTree): string[]
  /** The request against its parameters, the answer against its object, and so in lists. */
  exchange(exchange: Exchange): string[]
}

export function stripeContract(): StripeContract {
  const { defs, roots } = stripeSchema()
  const schemas = Object.values(defs)
  const strict = new Ajv({ strict: false, allErrors: true, schemas, validateSchema: false })
  const lenient = new Ajv({
    strict: false,
    allErrors: true,
    schemas,
    validateSchema: false,
    coerceTypes: true,
  })
  const compiled = new Map<string, ValidateFunction>()
  const check = (ajv: Ajv, root: string, value: unknown): string[] => {
    const schema = roots[root]
    if (!schema) return [`${root} is no type of the SDK's`]
    const validate = compiled.get(root) ?? ajv.compile(schema)
    compiled.set(root, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(
      (error) => `${root}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    )
  }
  const contract: StripeContract = {
    object(value) {
      const type = isObject(value) ? value.object : undefined
      if (type === 'event') return contract.event(value)
      if (type === 'list') return listFlaws(contract, value as ApiList)
      if (typeof type !== 'string' || !(type in OBJECT_TYPES)) return [`no such object: ${String(type)}`]
      return check(strict, rootName('object', type), value)
    },
    event(value) {
      const type = isObject(value) ? String(value.type) : ''
      if (!EVENT_TYPES.some((one) => one === type)) return [`no such event: ${type}`]
      return check(strict, rootName('event', type), value)
    },
    params: (endpoint, form) =>
      endpoint in PARAM_TYPES
        ? check(lenient, rootName('params', endpoint), asParameters(form))
        : [`no such endpoint: ${endpoint}`],
    exchange(exchange) {
      const endpoint = `${exchange.method} ${exchange.pattern}`
      const flaws = contract.params(endpoint, exchange.form)
      if (exchange.status === 200) flaws.push(...contract.object(exchange.answer))
      return flaws.map((flaw) => `${endpoint}: ${flaw}`)
    },
  }
  return contract
}

interface ApiList {
  readonly data: readonly unknown[]
  readonly [name: string]: unknown
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function listFlaws(contract: StripeContract, list: ApiList): string[] {
  const names = Object.keys(list).sort().join(' ')
  const shape = names === 'data has_more object url' ? [] : [`a list has ${names}`]
  return [...shape, ...list.data.flatMap((one) => contract.object(one))]
}

/** Branches whose names are 0, 1, 2 … are arrays. */
function asParameters(tree: FormTree): unknown {
  if (typeof tree === 'string') return tree
  const entries = Object.entries(tree)
  if (entries.length > 0 && entries.every(([name], index) => name === String(index)))
    return entries.map(([, value]) => asParameters(value))
  return Object.fromEntries(entries.map(([name, value]) => [name, asParameters(value)]))
}
