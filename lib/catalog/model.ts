import { z } from 'zod'
import {
  hasWords,
  idField,
  lineField,
  localisedLine,
  localisedText,
  wholeNumber,
} from '#lib/kernel/fields.ts'
import type { Localised } from '#lib/kernel/locale.ts'
import type { Money } from '#lib/kernel/money.ts'
import { REGION_CODES } from './regions.ts'

// ------------------------------------------------------------------ states

export type ProductState = 'DRAFT' | 'PUBLISHED'

/** What a product still lacks to be shown and sold. */
export type Missing = 'picture' | 'variant'

/** Empty when it may be published. */
export function missingToPublish(product: { pictures: number; variantsForSale: number }): Missing[] {
  const missing: Missing[] = []
  if (product.pictures === 0) missing.push('picture')
  if (product.variantsForSale === 0) missing.push('variant')
  return missing
}

// ------------------------------------------------------------------ lists of the house

export const CATEGORIES = [
  { code: 'fruit', name: { zh: '水果坚果', en: 'Fruit and nuts', fr: 'Fruits et noix' } },
  { code: 'vegetables', name: { zh: '时令蔬菜', en: 'Vegetables', fr: 'Légumes' } },
  { code: 'grain', name: { zh: '米面杂粮', en: 'Rice, flour, grain', fr: 'Riz, farines, céréales' } },
  { code: 'larder', name: { zh: '蛋肉蜂蜜', en: 'Eggs, bacon, honey', fr: 'Œufs, lard, miel' } },
  { code: 'tea', name: { zh: '山茶', en: 'Tea', fr: 'Thé' } },
  { code: 'spices', name: { zh: '麻辣调味', en: 'Spices and sauces', fr: 'Épices et sauces' } },
  { code: 'craft', name: { zh: '手工艺', en: 'Crafts', fr: 'Artisanat' } },
  { code: 'other', name: { zh: '其他', en: 'Other', fr: 'Autres' } },
] as const satisfies readonly { code: string; name: Localised }[]

const CATEGORY_CODES = CATEGORIES.map(({ code }) => code)

export function categoryName(code: string): Localised {
  return CATEGORIES.find((category) => category.code === code)?.name ?? { zh: code, en: code, fr: code }
}

export const UNITS = [
  { code: 'kg', name: { zh: '公斤', en: 'kg', fr: 'kg' } },
  { code: 'g', name: { zh: '克', en: 'g', fr: 'g' } },
  { code: 'piece', name: { zh: '个', en: 'piece', fr: 'pièce' } },
  { code: 'box', name: { zh: '盒', en: 'box', fr: 'boîte' } },
  { code: 'crate', name: { zh: '箱', en: 'crate', fr: 'caisse' } },
  { code: 'bag', name: { zh: '袋', en: 'bag', fr: 'sac' } },
  { code: 'bundle', name: { zh: '把', en: 'bundle', fr: 'botte' } },
  { code: 'bottle', name: { zh: '瓶', en: 'bottle', fr: 'bouteille' } },
  { code: 'jar', name: { zh: '罐', en: 'jar', fr: 'bocal' } },
  { code: 'tin', name: { zh: '听', en: 'tin', fr: 'boîte métallique' } },
] as const satisfies readonly { code: string; name: Localised }[]

const UNIT_CODES = UNITS.map(({ code }) => code)

// ------------------------------------------------------------------ pictures

/** Every picture is kept in these widths, in CSS pixels at 1x; a smaller original is not enlarged. */
export const PICTURE_WIDTHS = [96, 320, 640, 1280] as const

export const MAX_PICTURE_BYTES = 12 * 1024 * 1024
export const MAX_PICTURE_PIXELS = 50_000_000
export const MAX_PICTURES = 12
/** A file this size or smaller says nothing at 320 px. */
export const MIN_PICTURE_SIDE = 64

export type PictureFault =
  | { readonly code: 'picture-too-large'; readonly bytes: number }
  | { readonly code: 'picture-too-many-pixels' }
  | { readonly code: 'picture-too-small' }
  /** SVG, GIF, anything that is not one of the four kinds, or one that is broken. */
  | { readonly code: 'picture-unreadable' }

// ------------------------------------------------------------------ what people type

const title = localisedLine(80).refine(hasWords, 'empty')
const story = localisedText(4000)
const nothing = { zh: '', en: '', fr: '' }

const words = { title, story: story.default(nothing), category: z.enum(CATEGORY_CODES) }

export const createProductInput = z.strictObject({ cooperativeId: idField('cooperative'), ...words })
export type CreateProduct = z.output<typeof createProductInput>

export const editProductInput = z.strictObject({ productId: idField('product'), ...words })
export type EditProduct = z.output<typeof editProductInput>

export const productInput = z.strictObject({ productId: idField('product') })
export type ProductInput = z.output<typeof productInput>

/** Two tonnes: more than a courier takes, less than a typing mistake. */
const MOST_GRAMS = 2_000_000

export const saveVariantInput = z.strictObject({
  productId: idField('product'),
  /** Left out: a new one. */
  variantId: idField('variant').optional(),
  /** "5 kg crate" */
  pack: localisedLine(60).refine(hasWords, 'empty'),
  unit: z.enum(UNIT_CODES),
  /** As somebody types it, in major units of the cooperative's currency: `38`, `38.50`. */
  price: z.string().trim().min(1).max(20),
  /** Gross, of one pack. */
  weightGrams: wholeNumber(1, MOST_GRAMS),
})
export type SaveVariant = z.output<typeof saveVariantInput>

export const variantInput = z.strictObject({ variantId: idField('variant') })
export type VariantInput = z.output<typeof variantInput>

const file = z.instanceof(Blob)

export const addPictureInput = z.strictObject({ productId: idField('product'), file })
export type AddPicture = z.output<typeof addPictureInput>

export const pictureOfProductInput = z.strictObject({
  productId: idField('product'),
  pictureId: idField('picture'),
})
export type PictureOfProduct = z.output<typeof pictureOfProductInput>

export const orderPicturesInput = z.strictObject({
  productId: idField('product'),
  /** All of them, in their new order. */
  pictureIds: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(idField('picture')).max(MAX_PICTURES),
  ),
})
export type OrderPictures = z.output<typeof orderPicturesInput>

export const describePictureInput = z.strictObject({
  productId: idField('product'),
  pictureId: idField('picture'),
  alt: localisedLine(160).default(nothing),
})
export type DescribePicture = z.output<typeof describePictureInput>

export const saveProducerInput = z.strictObject({
  cooperativeId: idField('cooperative'),
  /** Left out: a new one. */
  producerId: idField('producer').optional(),
  name: lineField(80).pipe(z.string().min(1)),
  village: localisedLine(120).default(nothing),
  story: localisedText(2000).default(nothing),
  /** A new portrait; left out, it stays as it is. */
  portrait: file.optional(),
})
export type SaveProducer = z.output<typeof saveProducerInput>

/** The heaviest parcel that a row may name. */
export const MOST_PARCEL_GRAMS = 100_000

export const saveCourierRatesInput = z.strictObject({
  cooperativeId: idField('cooperative'),
  /** The whole table. A region without rows is not delivered to. */
  rates: z
    .array(
      z.strictObject({
        region: z.string().refine((code) => REGION_CODES.includes(code), 'unknown'),
        upToGrams: wholeNumber(1, MOST_PARCEL_GRAMS),
        /** As typed, in major units; empty: no such parcel there. */
        price: z.string().trim().max(20).default(''),
      }),
    )
    .max(400),
})
export type SaveCourierRates = z.output<typeof saveCourierRatesInput>

// ------------------------------------------------------------------ faults

export type CatalogFault =
  | { readonly code: 'not-allowed' }
  | { readonly code: 'product-unknown' }
  | { readonly code: 'variant-unknown' }
  | { readonly code: 'picture-unknown' }
  | { readonly code: 'producer-unknown' }
  | { readonly code: 'price-unreadable' }
  /** Not to be published yet. */
  | { readonly code: 'not-ready'; readonly missing: readonly Missing[] }
  /** A published product keeps at least one of each; take it off sale first. */
  | { readonly code: 'last-of-published'; readonly what: Missing }
  | { readonly code: 'pictures-full'; readonly max: number }
  /** Somebody else added or removed one meanwhile. */
  | { readonly code: 'pictures-changed' }
  | { readonly code: 'rate-unreadable'; readonly region: string; readonly upToGrams: number }
  | { readonly code: 'rate-twice'; readonly region: string; readonly upToGrams: number }
  | PictureFault

// ------------------------------------------------------------------ what is shown

export interface PictureShown {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly color: string
  readonly alt: Localised
}

/** A page of a list; `next` is the cursor of the one after it. */
export interface Page<T> {
  readonly rows: readonly T[]
  readonly next: string | null
}

/** A product on a shelf. */
export interface ProductCard {
  readonly id: string
  readonly slug: string
  readonly title: Localised
  readonly category: string
  readonly cooperative: { readonly id: string; readonly slug: string; readonly name: Localised }
  /** Where the cooperative is. */
  readonly village: Localised
  readonly picture: PictureShown | null
  /** The cheapest variant on sale. */
  readonly from: Money | null
  /** On sale, in their order: ask inventory what there is of them. */
  readonly variantIds: readonly string[]
}

export interface VariantShown {
  readonly id: string
  readonly pack: Localised
  readonly unit: string
  readonly price: Money
  readonly weightGrams: number
  readonly retired: boolean
}

export interface ProductPage {
  readonly id: string
  readonly slug: string
  readonly title: Localised
  readonly story: Localised
  readonly category: string
  readonly updatedAt: Date
  readonly pictures: readonly PictureShown[]
  /** On sale alone. */
  readonly variants: readonly VariantShown[]
  readonly cooperative: {
    readonly id: string
    readonly slug: string
    readonly name: Localised
    readonly story: Localised
    readonly village: Localised
    readonly county: Localised
  }
}

export interface StaffProductRow {
  readonly id: string
  readonly slug: string
  readonly title: Localised
  readonly category: string
  readonly state: ProductState
  readonly picture: PictureShown | null
  readonly from: Money | null
  readonly variantsForSale: number
  readonly pictures: number
  readonly updatedAt: Date
}

export interface StaffProduct {
  readonly id: string
  readonly slug: string
  readonly title: Localised
  readonly story: Localised
  readonly category: string
  readonly state: ProductState
  readonly currency: string
  readonly pictures: readonly PictureShown[]
  /** Retired ones too, last. */
  readonly variants: readonly VariantShown[]
  readonly missing: readonly Missing[]
}

export interface ProducerShown {
  readonly id: string
  readonly name: string
  readonly village: Localised
  readonly story: Localised
  readonly portrait: PictureShown | null
}

/** A parcel of up to `upToGrams` to `region` costs `price`, minor units of the cooperative's currency. */
export interface CourierRateRow {
  readonly region: string
  readonly upToGrams: number
  readonly price: number
}
