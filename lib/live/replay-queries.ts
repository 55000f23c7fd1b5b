import 'server-only'
import { db } from '#lib/kernel/db.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import { filmKeptSince, replayMoments } from '#lib/media/queries.ts'
import type { ShowPage } from './model.ts'

/** A product's moment in a replay. */
export interface Moment {
  readonly pinId: string
  readonly productId: string
  readonly title: Localised
  /** When it was, in the capture clock. */
  readonly at: Date
  /** Its place in the film. */
  readonly seconds: number
}

/**
 * When the host held up what, in the order of the film: whatever viewers were shown, though it be on sale no more.
 * What came up after the last picture was shown to nobody.
 */
export async function momentsOf(
  show: Pick<ShowPage, 'id' | 'state' | 'pins' | 'replayGone'>,
): Promise<Moment[]> {
  if (show.state !== 'ENDED' || show.replayGone || show.pins.length === 0) return []
  const since = (await filmKeptSince(show.id))?.getTime() ?? 0
  // What was up already when the film that is left begins is up at its beginning.
  const began = show.pins.map(({ from }) => new Date(Math.max(from.getTime(), since)))
  const [places, products] = await Promise.all([
    replayMoments(show.id, began),
    db().product.findMany({
      where: { id: { in: [...new Set(show.pins.map(({ productId }) => productId))] } },
      select: { id: true, title: true },
    }),
  ])
  const titles = new Map(products.map(({ id, title }) => [id, title as unknown as Localised]))
  return show.pins.flatMap(({ id, productId }, n) => {
    const [at, seconds, title] = [began[n], places[n], titles.get(productId)]
    return at && title && typeof seconds === 'number' ? { pinId: id, productId, title, at, seconds } : []
  })
}
