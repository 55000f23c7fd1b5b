import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { MOST_MONEY, parseMoney } from '#lib/kernel/money.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { CatalogFault, CourierRateRow, SaveCourierRates } from './model.ts'
import { mayEditCourierRates } from './policy.ts'
import { lockCurrency } from './store.ts'

/** The whole table of what shipping costs, in place of the one before. Orders that were placed keep their price. */
export async function saveCourierRates(
  context: Context,
  actor: Actor,
  input: SaveCourierRates,
): Promise<Result<{ rates: number }, CatalogFault>> {
  return await inTransaction<{ rates: number }, CatalogFault>(async (tx) => {
    const { cooperativeId } = input
    if (!mayEditCourierRates(actor, cooperativeId)) return refuse({ code: 'not-allowed' })
    const currency = await lockCurrency(tx, cooperativeId)
    if (!currency) return refuse({ code: 'not-allowed' })
    const read = readRates(input, currency)
    if (!read.ok) return read
    await tx.courierRate.deleteMany({ where: { cooperativeId } })
    await tx.courierRate.createMany({ data: read.value.map((rate) => ({ cooperativeId, ...rate })) })
    await audit(tx, context, {
      actorId: actor.id,
      cooperativeId,
      action: 'catalog.save-courier-rates',
      subject: cooperativeId,
      data: { rates: read.value.length },
    })
    return ok({ rates: read.value.length })
  })
}

function readRates({ rates }: SaveCourierRates, currency: string): Result<CourierRateRow[], CatalogFault> {
  const read: CourierRateRow[] = []
  const seen = new Set<string>()
  for (const { region, upToGrams, price } of rates) {
    if (price === '') continue
    const money = parseMoney(price, currency)
    if (!money || money.amount > MOST_MONEY) return refuse({ code: 'rate-unreadable', region, upToGrams })
    const key = `${region} ${upToGrams}`
    if (seen.has(key)) return refuse({ code: 'rate-twice', region, upToGrams })
    seen.add(key)
    read.push({ region, upToGrams, price: money.amount })
  }
  return ok(read)
}
