import type { Books } from './books.ts'
import { listPage } from './list-page.ts'
import { invalid } from './refusal.ts'

// Turns ids into objects on the way out. https://docs.stripe.com/api/expanding_objects

type Found = (books: Books, id: string) => object | undefined

const charge: Found = (books, id) => books.charges.get(id)?.object
const customer: Found = (books, id) => books.customers.get(id)?.object
const intent: Found = (books, id) => books.intents.get(id)?.object
const method: Found = (books, id) => books.methods.get(id)?.object

/** References by the type of the object they stand in. What is always null here expands to null. */
const REFERENCES: Readonly<Record<string, Readonly<Record<string, Found>>>> = {
  'checkout.session': { customer, payment_intent: intent },
  payment_intent: { customer, latest_charge: charge, payment_method: method },
  charge: { balance_transaction: () => undefined, customer, payment_intent: intent },
  refund: {
    balance_transaction: () => undefined,
    charge,
    payment_intent: intent,
    payment_method: method,
  },
  payment_method: { customer },
  customer: {},
  event: {},
  item: {},
}

/** Lists that are left out unless asked for. */
const INCLUDED: Readonly<Record<string, Readonly<Record<string, (books: Books, id: string) => object>>>> = {
  'checkout.session': { line_items: lineItemsOf },
  charge: { refunds: refundsOf },
}

const WHOLE = { limit: undefined, starting_after: undefined, ending_before: undefined }
const DEEPEST = 4

function lineItemsOf(books: Books, id: string): object {
  const rows = books.sessions.get(id)?.items.map((object) => ({ object })) ?? []
  return listPage(rows, WHOLE, {
    url: `/v1/checkout/sessions/${id}/line_items`,
    name: 'item',
    oldestFirst: true,
  })
}

function refundsOf(books: Books, id: string): object {
  return listPage(books.refunds.all(), WHOLE, {
    url: `/v1/charges/${id}/refunds`,
    name: 'refund',
    keep: (refund) => refund.charge === id,
  })
}

type Bag = Record<string, unknown>

/** A copy of `answer` with every path filled in, e.g. `payment_intent.latest_charge` or, in a list, `data.charge`. */
export function expandAnswer(books: Books, answer: object, paths: readonly string[]): object {
  if (paths.length === 0) return answer
  const copy = structuredClone(answer) as Bag
  for (const path of paths) {
    const segments = path.split('.')
    const inList = copy.object === 'list'
    if (inList && segments[0] !== 'data')
      throw invalid(
        `This property cannot be expanded (${path}). You may want to try expanding 'data.${path}' instead.`,
      )
    if (segments.length - (inList ? 1 : 0) > DEEPEST)
      throw invalid(`You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`)
    if (!inList) expandIn(books, copy, segments, path)
    else for (const one of copy.data as Bag[]) expandIn(books, one, segments.slice(1), path)
  }
  return copy
}

function expandIn(books: Books, bag: Bag, segments: readonly string[], path: string): void {
  const [name, ...rest] = segments
  const type = String(bag.object)
  const find = name === undefined ? undefined : REFERENCES[type]?.[name]
  const include = name === undefined ? undefined : INCLUDED[type]?.[name]
  if (name === undefined || (!find && !include)) throw invalid(`This property cannot be expanded (${path}).`)
  const value = bag[name]
  if (include && value === undefined) bag[name] = structuredClone(include(books, String(bag.id)))
  else if (find && typeof value === 'string') bag[name] = structuredClone(find(books, value) ?? null)
  if (rest.length > 0) expandFurther(books, bag[name], rest, path)
}

function expandFurther(books: Books, value: unknown, rest: readonly string[], path: string): void {
  if (typeof value !== 'object' || value === null) return
  const bag = value as Bag
  const inside = bag.object === 'list' ? (bag.data as Bag[]) : [bag]
  const further = bag.object === 'list' ? rest.slice(1) : rest
  for (const one of inside) expandIn(books, one, further, path)
}
