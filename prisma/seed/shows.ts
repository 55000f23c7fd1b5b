import { shows } from '#db/demo/shows.ts'
import type { DemoShow } from '#db/demo/types.ts'
import { keepPicture } from '#lib/catalog/keep-picture.ts'
import { searchText } from '#lib/catalog/search-text.ts'
import { paths } from '#lib/edge/paths.ts'
import { type Context, systemContext } from '#lib/kernel/context.ts'
import { db } from '#lib/kernel/db.ts'
import { lineUp } from '#lib/live/line-up.ts'
import { rotateStreamKey } from '#lib/live/rotate-stream-key.ts'
import type { DemoGoods } from './goods.ts'
import type { DemoHouse } from './people.ts'
import { demoPicture, done, villageTime } from './said.ts'

export interface DemoReplay {
  readonly showId: string
  readonly show: DemoShow
  readonly startsAt: Date
}

/** The demo's shows with their line-ups; the keys of the two that take a stream are made here, anew each time. */
export async function seedShows(house: DemoHouse, goods: DemoGoods, now: Date) {
  const context = systemContext()
  const ingest = new Map<string, string>()
  let replay: DemoReplay | undefined
  for (const show of shows) {
    const scheduledAt = timeOf(show, now)
    const row = await seedShow(context, house, show, scheduledAt, now)
    if (row.state === 'SCHEDULED' && row.listings === 0) await seedLineUp(context, house, goods, show, row.id)
    if (show.time.state === 'ended') replay = { showId: row.id, show, startsAt: row.scheduledAt }
    else if (show.time.state !== 'scheduled') {
      const { streamKey } = done(await rotateStreamKey(context, house.host, { showId: row.id }), show.slug)
      ingest.set(show.slug, paths.ingest(streamKey))
    }
  }
  if (!replay) throw new Error('the demo has no replay')
  return {
    replay,
    onAirPath: ingest.get('harvest-morning') ?? '',
    openStagePath: ingest.get('open-stage') ?? '',
  }
}

function timeOf({ time }: DemoShow, now: Date): Date {
  if (time.state === 'scheduled') return villageTime(now, time.daysAhead, time.hour, time.minute)
  if (time.state === 'ended') return villageTime(now, -time.daysAgo, time.hour, time.minute)
  // The open stage waits for a week of visitors.
  return time.state === 'open' ? new Date(now.getTime() + 7 * 86_400_000) : now
}

/** The row itself is written here, because the demo's addresses are promised. */
async function seedShow(context: Context, house: DemoHouse, show: DemoShow, scheduledAt: Date, now: Date) {
  const { slug, title, summary } = show
  const known = await db().show.findUnique({
    where: { slug },
    include: { _count: { select: { listings: true } } },
  })
  if (known) return { ...known, listings: known._count.listings }
  const file = await demoPicture(show.poster)
  const poster = await keepPicture(context, house.manager, { cooperativeId: house.cooperativeId, file })
  const made = await db().show.create({
    data: {
      id: context.id('show'),
      slug,
      cooperativeId: house.cooperativeId,
      hostId: house.host.id,
      title,
      story: summary,
      posterId: done(poster, slug).pictureId,
      scheduledAt,
      searchText: searchText([title, summary]),
      createdAt: now,
    },
  })
  return { ...made, listings: 0 }
}

async function seedLineUp(
  context: Context,
  house: DemoHouse,
  goods: DemoGoods,
  show: DemoShow,
  showId: string,
) {
  const listings = show.listings.map(({ product, onAirFen }) => ({
    productId: goods.productIds.get(product) ?? '',
    prices: Object.entries(onAirFen).map(([sku, price]) => ({
      variantId: goods.variantIds.get(sku) ?? '',
      price,
    })),
  }))
  done(await lineUp(context, house.host, { showId, listings }), show.slug)
}
