import type { PictureView } from '#components/ui/picture.tsx'
import type { ShowState } from '#lib/live/model.ts'

/** A show as its watch page presents it: in the reader's language, nothing a viewer may not know. */
export interface ShowView {
  readonly id: string
  readonly slug: string
  readonly state: ShowState
  readonly title: string
  readonly story: string
  readonly hostName: string
  readonly cooperative: { readonly slug: string; readonly name: string; readonly village: string }
  readonly poster: string | null
  readonly scheduledAt: string
  readonly playlist: string
  /** Of the replay. */
  readonly captions: { readonly src: string; readonly language: string } | null
  /** The last feed number that this view already contains. */
  readonly feedNumber: number
}

export interface VariantView {
  readonly id: string
  readonly pack: string
  /** What it costs now, in words and in minor units (the price a buyer says she saw). */
  readonly price: string
  readonly amount: number
  /** The usual price in words, when the on-air price is lower. */
  readonly usual: string | null
  readonly available: number
}

export interface ListingView {
  readonly productId: string
  readonly slug: string
  readonly title: string
  readonly picture: PictureView | null
  readonly alt: string
  readonly variants: readonly VariantView[]
}

export interface ChatLine {
  readonly id: string
  readonly authorId: string
  readonly nickname: string
  readonly part: 'viewer' | 'host' | 'assistant'
  readonly text: string
}

/** A product's minute in the replay. */
export interface MomentView {
  readonly pinId: string
  readonly productId: string
  readonly title: string
  /** Capture time, milliseconds, to jump to. */
  readonly at: number
  /** Its place in the replay, e.g. `12:05`. */
  readonly offset: string
}
