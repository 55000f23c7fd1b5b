import type { Books } from './books.ts'
import { copy } from './copy.ts'
import { listPage } from './list-page.ts'
import { invalid } from './refusal.ts'

// Turns ids into objects on the way out. https://docs.stripe.com/api/expanding_objects

/** A field that may be expanded: the type of what it leads to, and how to find that. */
interface Edge {
  readonly to: string
  readonly find: (books: Books, id: string) => object | undefined
  /** Left out unless asked for, and a list of `to`; `find` takes the id of the object it stands in. */
  readonly isList?: boolean
}

const charge: Edge = { to: 'charge', find: (books, id) => books.charges.get(id)?.object }
const customer: Edge = { to: 'customer', find: (books, id) => books.customers.get(id)?.object }
const intent: Edge = { to: 'payment_intent', find: (books, id) => books.intents.get(id)?.object }
const method: Edge = { to: 'payment_method', find: (books, id) => books.methods.get(id)?.object }
/** Always null here. */
const balance: Edge = { to: 'balance_transaction', find: () => undefined }

const EDGES: Readonly<Record<string, Readonly<Record<string, Edge>>>> = {
  'checkout.session': {
    customer,
    payment_intent: intent,
    line_items: { to: 'item', find: lineItemsOf, isList: true },
  },
  payment_intent: { customer, latest_charge: charge, payment_method: method },
  charge: {
    balance_transaction: balance,
    customer,
    payment_intent: intent,
    refunds: { to: 'refund', find: refundsOf, isList: true },
  },
  refund: { balance_transaction: balance, charge, payment_intent: intent, payment_method: method },
  payment_method: { customer },
}

/** What an endpoint answers with, by the last of these names in its pattern. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  sessions: 'checkout.session',
  line_items: 'item',
  payment_intents: 'payment_intent',
  charges: 'charge',
  refunds: 'refund',
  customers: 'customer',
  payment_methods: 'payment_method',
  events: 'event',
}

const WHOLE = { limit: undefined, starting_after: undefined, ending_before: undefined }
/** Counting `data`. */
const DEEPEST = 4

function lineItemsOf(books: Books, id: string): object {
  const rows = books.sessions.get(id)?.items.map((object) => ({ object })) ?? []
  const url = `/v1/checkout/sessions/${id}/line_items`
  return listPage(rows, WHOLE, { url, name: 'item', oldestFirst: true })
}

function refundsOf(books: Books, id: string): object {
  const url = `/v1/charges/${id}/refunds`
  const keep = (refund: { charge: string }) => refund.charge === id
  return listPage(books.refunds.all(), WHOLE, { url, name: 'refund', keep })
}

/** Refuses paths that lead nowhere, before anything is done. */
export function refuseExpand(
  endpoint: { readonly method: string; readonly pattern: string },
  paths: readonly string[],
): void {
  const name = endpoint.pattern.split('/').findLast((segment) => segment in COLLECTIONS)
  const type = COLLECTIONS[name ?? ''] ?? ''
  const isList = endpoint.method === 'GET' && !endpoint.pattern.endsWith('/:id')
  for (const path of paths) {
    const segments = path.split('.')
    if (segments.length > DEEPEST)
      throw invalid(`You cannot expand more than ${DEEPEST} levels of a property. Property: ${path}`)
    if (isList && segments.shift() !== 'data')
      throw invalid(
        `This property cannot be expanded (${path}). You may want to try expanding 'data.${path}' instead.`,
      )
    if (!leadsSomewhere(type, segments)) throw invalid(`This property cannot be expanded (${path}).`)
  }
}

function leadsSomewhere(type: string, segments: readonly string[]): boolean {
  const [name = '', ...rest] = segments
  const edge = EDGES[type]?.[name]
  if (!edge) return false
  if (rest.length === 0) return true
  if (!edge.isList) return leadsSomewhere(edge.to, rest)
  return rest[0] === 'data' && leadsSomewhere(edge.to, rest.slice(1))
}

type Bag = Record<string, unknown>

/** A copy of `answer` with every path filled in, e.g. `payment_intent.latest_charge` or, in a list, `data.charge`. */
export function expandAnswer(books: Books, answer: object, paths: readonly string[]): object {
  if (paths.length === 0) return answer
  const expanded = copy(answer)
  for (const path of paths) expandIn(books, expanded as Bag, path.split('.'))
  return expanded
}

function expandIn(books: Books, bag: Bag, segments: readonly string[]): void {
  const [name = '', ...rest] = segments
  if (bag.object === 'list') {
    for (const one of bag.data as Bag[]) expandIn(books, one, rest)
    return
  }
  const edge = EDGES[String(bag.object)]?.[name]
  const value = bag[name]
  const id = edge?.isList ? bag.id : value
  // A second path through the same field finds the object that the first one put there.
  if (edge && typeof id === 'string' && (!edge.isList || value === undefined)) {
    const found = edge.find(books, id)
    bag[name] = found ? copy(found) : null
  }
  const inside = bag[name]
  if (rest.length > 0 && typeof inside === 'object' && inside !== null) expandIn(books, inside as Bag, rest)
}
