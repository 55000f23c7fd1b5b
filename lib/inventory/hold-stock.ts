import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { emit } from '#lib/kernel/outbox.ts'
import type { Tx } from '#lib/kernel/transaction.ts'
import type { LevelChanged } from './events.ts'
import { gatherRequests, type HoldOutcome, type HoldRequest } from './model.ts'
import { type HeldRow, lockHolds, takeHolds } from './store.ts'

/**
 * Keeps stock for unpaid references, each wholly or not at all, in the order in which they are asked for. What is
 * short says how much there still was. Asking again for what is held already is the same success; asking for another
 * quantity under the same reference, or for a reference that ended, is a bug of the caller and throws.
 */
export async function holdStock(
  tx: Tx,
  context: Context,
  requests: readonly HoldRequest[],
): Promise<HoldOutcome[]> {
  const wishes = gatherRequests(requests).map((wish) => ({ ...wish, id: context.id('hold') }))
  if (wishes.length === 0) return []
  const rows = await takeHolds(tx, wishes, context.now())
  const wanted = new Map(wishes.map((wish) => [`${wish.reference}\n${wish.variantId}`, wish.quantity]))
  const outcomes: HoldOutcome[] = []
  for (const [reference, own] of Map.groupBy(rows, (row) => row.reference)) {
    const asked = (row: HeldRow) => wanted.get(`${reference}\n${row.variantId}`) ?? 0
    for (const row of own)
      if (row.had !== null && (row.had !== 'HELD' || row.hadQuantity !== asked(row)))
        throw new Error(`${reference} has another hold on ${row.variantId}: ${row.had} ${row.hadQuantity}`)
    const short = own.filter((row) => row.had === null && row.available < asked(row))
    if (short.length > 0) {
      outcomes.push({
        reference,
        ok: false,
        short: short.map(({ variantId, available }) => ({ variantId, available })),
      })
      continue
    }
    // Somebody held the same for the same reference while we waited for the lock: see what stands now.
    if (own.some((row) => row.had === null && !row.made)) await expectHeld(tx, reference, asked, own)
    outcomes.push({ reference, ok: true })
  }
  const variantIds = [...new Set(rows.filter(({ made }) => made).map(({ variantId }) => variantId))]
  if (variantIds.length > 0)
    await emit<LevelChanged>(tx, context, { type: 'inventory.level-changed', variantIds })
  return outcomes
}

async function expectHeld(
  tx: Tx,
  reference: string,
  asked: (row: HeldRow) => number,
  rows: readonly HeldRow[],
): Promise<void> {
  const now = new Map((await lockHolds(tx, reference)).map((hold) => [hold.variantId, hold]))
  for (const row of rows) {
    const hold = now.get(row.variantId)
    if (hold?.state !== 'HELD' || hold.quantity !== asked(row))
      throw new Error(`${reference} has another hold on ${row.variantId}: ${hold?.state} ${hold?.quantity}`)
  }
}
