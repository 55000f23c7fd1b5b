import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import { emit } from '#lib/kernel/outbox.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { audit } from '#lib/members/audit.ts'
import type { Actor } from '#lib/members/model.ts'
import type { ProductChanged } from './events.ts'
import { withPicture } from './keep-picture.ts'
import { type AddPicture, type CatalogFault, MAX_PICTURES } from './model.ts'
import { mayEditCatalog } from './policy.ts'
import { lockProduct, touch } from './store.ts'

/** A picture at the end of a product's. */
export async function addPicture(
  context: Context,
  actor: Actor,
  input: AddPicture,
): Promise<Result<{ pictureId: string }, CatalogFault>> {
  // Asked before the picture is read, so that a stranger cannot make the house work; asked again under lock.
  const found = await db().product.findUnique({
    where: { id: input.productId },
    select: { cooperativeId: true, _count: { select: { pictures: true } } },
  })
  if (!found) return refuse({ code: 'product-unknown' })
  if (!mayEditCatalog(actor, found.cooperativeId)) return refuse({ code: 'not-allowed' })
  if (found._count.pictures >= MAX_PICTURES) return refuse({ code: 'pictures-full', max: MAX_PICTURES })

  return await withPicture<{ pictureId: string }, CatalogFault>(
    context,
    found.cooperativeId,
    input.file,
    async (tx, pictureId) => {
      const product = await lockProduct(tx, input.productId)
      if (product?.cooperativeId !== found.cooperativeId) return refuse({ code: 'product-unknown' })
      const { _count, _max } = await tx.productPicture.aggregate({
        where: { productId: product.id },
        _count: true,
        _max: { position: true },
      })
      if (_count >= MAX_PICTURES) return refuse({ code: 'pictures-full', max: MAX_PICTURES })
      await tx.productPicture.create({
        data: { productId: product.id, pictureId, position: (_max.position ?? -1) + 1 },
      })
      await touch(tx, product.id, context.now())
      await audit(tx, context, {
        actorId: actor.id,
        cooperativeId: product.cooperativeId,
        action: 'catalog.add-picture',
        subject: product.id,
        data: { pictureId },
      })
      await emit<ProductChanged>(tx, context, { type: 'catalog.product-changed', productId: product.id })
      return ok({ pictureId })
    },
  )
}
