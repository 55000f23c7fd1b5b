import type { FormBranch, FormTree } from './form.ts'
import { invalid } from './refusal.ts'

/** Reads one parameter; `at` is its name as Stripe writes it, e.g. `line_items[0][quantity]`. */
export interface Reader<T> {
  read(value: FormTree | undefined, at: string): T
  /** The names a record knows, and those of Stripe's that the sandbox does not model; for the contract test. */
  readonly fields?: Readonly<Record<string, Reader<unknown>>>
  readonly beyond?: readonly string[]
  readonly of?: Reader<unknown>
}

export type ValueOf<R> = R extends Reader<infer T> ? T : never

const reader = <T>(read: (value: FormTree, at: string) => T): Reader<T | undefined> => ({
  read: (value, at) => (value === undefined ? undefined : read(value, at)),
})

function asText(value: FormTree, at: string): string {
  if (typeof value !== 'string') throw invalid(`Invalid string: ${JSON.stringify(value)}`, at)
  return value
}

function asFilledText(value: FormTree, at: string): string {
  const text = asText(value, at)
  if (text !== '') return text
  throw invalid(
    `You passed an empty string for '${at}'. We assume empty values are an attempt to unset a parameter; ` +
      `however '${at}' cannot be unset. You should remove '${at}' from your request or supply a non-empty value.`,
    at,
    'parameter_invalid_empty',
  )
}

export function text(options: { max?: number } = {}): Reader<string | undefined> {
  const max = options.max ?? 5000
  return reader((value, at) => {
    const read = asFilledText(value, at)
    if (read.length > max)
      throw invalid(`Invalid string: ${read.slice(0, 20)}...; must be at most ${max} characters`, at)
    return read
  })
}

export function integer(options: { min?: number; max?: number } = {}): Reader<number | undefined> {
  return reader((value, at) => {
    const read = asFilledText(value, at)
    if (!/^-?\d{1,15}$/.test(read)) throw invalid(`Invalid integer: ${read}`, at, 'parameter_invalid_integer')
    const number = Number(read)
    if (options.min !== undefined && number < options.min)
      throw invalid(
        `This value must be greater than or equal to ${options.min}.`,
        at,
        'parameter_invalid_integer',
      )
    if (options.max !== undefined && number > options.max)
      throw invalid(
        `This value must be less than or equal to ${options.max} (it currently is '${number}').`,
        at,
        'parameter_invalid_integer',
      )
    return number
  })
}

export function flag(): Reader<boolean | undefined> {
  return reader((value, at) => {
    const read = asFilledText(value, at)
    if (read !== 'true' && read !== 'false') throw invalid(`Invalid boolean: ${read}`, at)
    return read === 'true'
  })
}

export function oneOf<const V extends string>(values: readonly V[]): Reader<V | undefined> {
  return reader((value, at) => {
    const read = asFilledText(value, at)
    const found = values.find((one) => one === read)
    if (!found) throw invalid(`Invalid ${at}: must be one of ${inWords(values)}`, at)
    return found
  })
}

function inWords(values: readonly string[]): string {
  if (values.length < 3) return values.join(' or ')
  return `${values.slice(0, -1).join(', ')}, or ${values.at(-1)}`
}

/** An absolute web address. */
export function webUrl(): Reader<string | undefined> {
  return reader((value, at) => {
    const read = asFilledText(value, at)
    // The placeholder that Checkout fills in is no part of a valid address.
    const url = URL.parse(read.replaceAll('{CHECKOUT_SESSION_ID}', 'cs'))
    if (!url || !/^https?:$/.test(url.protocol) || read.length > 5000)
      throw invalid('Not a valid URL', at, 'url_invalid')
    return read
  })
}

export function email(): Reader<string | undefined> {
  return reader((value, at) => {
    const read = asFilledText(value, at)
    if (!isEmail(read)) throw invalid(`Invalid email address: ${read}`, at, 'email_invalid')
    return read
  })
}

export function isEmail(value: string): boolean {
  return value.length <= 512 && /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)*$/.test(value)
}

/** The empty text unsets: it reads as null. */
export function emptyable<T>(inner: Reader<T | undefined>): Reader<T | null | undefined> {
  return { ...inner, read: (value, at) => (value === '' ? null : inner.read(value, at)) }
}

export function required<T>(inner: Reader<T | undefined>): Reader<T> {
  return {
    ...inner,
    read(value, at) {
      const read = inner.read(value, at)
      if (read === undefined) throw invalid(`Missing required param: ${at}.`, at, 'parameter_missing')
      return read
    },
  }
}

export function list<T>(of: Reader<T | undefined>, options: { max?: number } = {}): Reader<T[] | undefined> {
  const inner = required(of)
  return {
    ...reader((value, at) => {
      if (typeof value === 'string') throw invalid('Invalid array', at)
      const places = Object.keys(value)
      if (!places.every((place) => /^\d{1,4}$/.test(place))) throw invalid('Invalid array', at)
      if (options.max !== undefined && places.length > options.max)
        throw invalid(`Array must have at most ${options.max} items.`, at)
      places.sort((a, b) => Number(a) - Number(b))
      return places.map((place) => inner.read(value[place], `${at}[${place}]`))
    }),
    of,
  }
}

type Fields = Readonly<Record<string, Reader<unknown>>>
export type RecordOf<F extends Fields> = { [K in keyof F]: ValueOf<F[K]> }

/**
 * An object with known names; any other is refused by name as Stripe does. `beyond` names parameters that are
 * Stripe's but not modelled here: saying so is kinder than calling them unknown.
 */
export function record<F extends Fields>(
  fields: F,
  beyond: readonly string[] = [],
): Reader<RecordOf<F> | undefined> {
  return {
    ...reader((value, at) => {
      if (typeof value === 'string') throw invalid('Invalid object', at)
      return readFields(fields, beyond, value, at)
    }),
    fields,
    beyond,
  }
}

function readFields<F extends Fields>(
  fields: F,
  beyond: readonly string[],
  value: FormBranch,
  at: string,
): RecordOf<F> {
  const nameOf = (name: string) => (at ? `${at}[${name}]` : name)
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(fields, name))
  const notModelled = unknown.find((name) => beyond.includes(name))
  const [first] = unknown
  if (notModelled)
    throw invalid(
      `The payments sandbox does not model the parameter: ${nameOf(notModelled)}`,
      nameOf(notModelled),
      'parameter_unknown',
    )
  if (first !== undefined) {
    const plural = unknown.length > 1 ? 's' : ''
    throw invalid(
      `Received unknown parameter${plural}: ${unknown.map(nameOf).join(', ')}`,
      nameOf(first),
      'parameter_unknown',
    )
  }
  const read: Partial<Record<string, unknown>> = {}
  for (const [name, inner] of Object.entries(fields)) read[name] = inner.read(value[name], nameOf(name))
  return read as RecordOf<F>
}

/** Up to 50 names of 40 characters with values of 500; an empty value removes its name, empty metadata all. */
export function metadata(): Reader<Record<string, string> | null | undefined> {
  return reader((value, at) => {
    if (value === '') return null
    if (typeof value === 'string') throw invalid('Invalid object', at)
    const entries = Object.entries(value)
    if (entries.length > 50) throw invalid('Metadata can have at most 50 keys.', at)
    for (const [name, one] of entries) {
      if (name.length > 40) throw invalid('Metadata keys can be at most 40 characters long.', at)
      if (asText(one, `${at}[${name}]`).length > 500)
        throw invalid(
          `Metadata values can have up to 500 characters, but you passed in a value that is ${one.length} characters.`,
          `${at}[${name}]`,
        )
    }
    return Object.fromEntries(entries) as Record<string, string>
  })
}

/** Metadata as they are kept: a name with an empty value is gone. */
export function mergeMetadata(
  kept: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>> | null | undefined,
): Record<string, string> {
  if (given === null) return {}
  return Object.fromEntries(Object.entries({ ...kept, ...given }).filter(([, value]) => value !== ''))
}
