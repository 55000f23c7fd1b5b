import { createServer, type IncomingMessage } from 'node:http'
import { holdStock } from '#lib/inventory/hold-stock.ts'
import { systemContext } from '#lib/kernel/context.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import { checkoutInput } from '#lib/orders/model.ts'
import { writeOrder } from '#lib/orders/write-order.ts'
import { addStock, checkoutOf, openMarket } from '../tests/fixtures/market.ts'

// The house's own verbs behind a plain `node:http`, `fork`ed by orders.ts: what begins an order, without the limits that
// hold back one address and without the provider, who lets twenty links a second through.

/** Told once, when it listens. */
export interface Opened {
  readonly port: number
  readonly variantId: string
  /** What a buyer's page sends, but for its attempt. */
  readonly checkout: Record<string, unknown>
}

const context = systemContext()
const guest: Actor = { kind: 'guest', id: 'gst_bench' } as Actor

const stall = await openMarket()
const variantId = await addStock(stall, 1_000_000)
const { locale, ...checkout } = checkoutOf(stall, variantId, 1)

async function begin(body: unknown): Promise<number> {
  const input = checkoutInput.safeParse(body)
  if (!input.success) return 400
  const written = await inTransaction((tx) => writeOrder(tx, context, guest, { ...input.data, locale }))
  return written.ok ? 201 : 409
}

let gathered = 0
/** So many unpaid references at once: the same verb that an order uses for its one. */
async function holdMany(count: number): Promise<number> {
  const requests = Array.from({ length: count }, () => ({
    reference: `gathered-${gathered++}`,
    variantId,
    quantity: 1,
  }))
  const outcomes = await inTransaction(async (tx) => ok(await holdStock(tx, context, requests)))
  return outcomes.ok && outcomes.value.every((outcome) => outcome.ok) ? 201 : 409
}

async function read(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return JSON.parse(Buffer.concat(pieces).toString())
}

const server = createServer((request, response) => {
  read(request)
    .then((body) => (request.url === '/gathered' ? holdMany(Number(body)) : begin(body)))
    .catch(() => 500)
    .then((status) => response.writeHead(status).end())
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  process.send?.({ port, variantId, checkout } satisfies Opened)
})
