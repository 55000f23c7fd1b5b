import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import { withPicture } from './keep-picture.ts'
import type { CatalogFault, SaveProducer } from './model.ts'
import { mayEditProducers } from './policy.ts'

/** A member farmer whose goods are sold: a new one, or other words and another portrait for one there is. */
export async function saveProducer(
  context: Context,
  actor: Actor,
  input: SaveProducer,
): Promise<Result<{ producerId: string }, CatalogFault>> {
  if (!mayEditProducers(actor, input.cooperativeId)) return refuse({ code: 'not-allowed' })
  const save = (tx: Tx, portraitId?: string) => write(tx, context, actor, input, portraitId)
  return input.portrait
    ? await withPicture(context, input.cooperativeId, input.portrait, save)
    : await inTransaction(save)
}

async function write(
  tx: Tx,
  context: Context,
  actor: Actor,
  { cooperativeId, producerId, name, village, story }: SaveProducer,
  portraitId: string | undefined,
): Promise<Result<{ producerId: string }, CatalogFault>> {
  const id = producerId ?? context.id('producer')
  const words = { name, village, story, ...(portraitId !== undefined && { portraitId }) }
  if (producerId) {
    const { count } = await tx.producer.updateMany({ where: { id, cooperativeId }, data: words })
    if (count === 0) return refuse({ code: 'producer-unknown' })
  } else {
    await tx.producer.create({ data: { id, cooperativeId, ...words, createdAt: context.now() } })
  }
  await audit(tx, context, {
    actorId: actor.id,
    cooperativeId,
    action: 'catalog.save-producer',
    subject: id,
  })
  return ok({ producerId: id })
}
