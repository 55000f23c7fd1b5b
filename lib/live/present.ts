import 'server-only'
import type { Prisma } from '#lib/kernel/db.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import { isOnAir, type ListedProduct, type ShowCard, type ShowPicture, type ShowState } from './model.ts'

export const CARD = {
  id: true,
  slug: true,
  state: true,
  title: true,
  posterId: true,
  scheduledAt: true,
  startedAt: true,
  endedAt: true,
  host: { select: { name: true } },
  cooperative: { select: { name: true } },
} satisfies Prisma.ShowSelect

type CardRow = Prisma.ShowGetPayload<{ select: typeof CARD }>

export function showCard(row: CardRow, posters: ReadonlyMap<string, ShowPicture>): ShowCard {
  return {
    id: row.id,
    slug: row.slug,
    state: row.state,
    title: row.title as unknown as Localised,
    poster: posters.get(row.posterId ?? '') ?? null,
    hostName: row.host.name,
    cooperativeName: row.cooperative.name as unknown as Localised,
    scheduledAt: row.scheduledAt,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
  }
}

export const LISTING = {
  prices: { select: { variantId: true, price: true } },
  product: {
    select: {
      id: true,
      slug: true,
      state: true,
      title: true,
      pictures: { orderBy: { position: 'asc' }, take: 1, select: { pictureId: true } },
      variants: {
        where: { retiredAt: null },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: { id: true, pack: true, unit: true, price: true, weightGrams: true },
      },
    },
  },
} satisfies Prisma.ListingSelect

type ListingRow = Prisma.ListingGetPayload<{ select: typeof LISTING }>

/** What a buyer may buy, at the price that counts in this state of the show. */
export function listedProduct(
  row: ListingRow,
  state: ShowState,
  pictures: ReadonlyMap<string, ShowPicture>,
): ListedProduct {
  const onAir = new Map(row.prices.map(({ variantId, price }) => [variantId, price]))
  return {
    id: row.product.id,
    slug: row.product.slug,
    title: row.product.title as unknown as Localised,
    picture: pictures.get(row.product.pictures[0]?.pictureId ?? '') ?? null,
    variants: row.product.variants.map((variant) => {
      const price = (isOnAir(state) && onAir.get(variant.id)) || variant.price
      return {
        id: variant.id,
        pack: variant.pack as unknown as Localised,
        unit: variant.unit,
        price,
        usualPrice: price === variant.price ? null : variant.price,
        weightGrams: variant.weightGrams,
      }
    }),
  }
}

export function picture(row: {
  id: string
  width: number
  height: number
  color: string
  alt: Prisma.JsonValue
}): ShowPicture {
  const alt = row.alt as Partial<Localised> | null
  return {
    id: row.id,
    width: row.width,
    height: row.height,
    color: row.color,
    alt: { zh: alt?.zh ?? '', en: alt?.en ?? '', fr: alt?.fr ?? '' },
  }
}
