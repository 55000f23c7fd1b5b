import { z } from 'zod'
import {
  hasWords,
  idField,
  lineField,
  localisedLine,
  localisedText,
  wholeNumber,
} from '#lib/kernel/fields.ts'
import { LOCALES, type Locale, type Localised } from '#lib/kernel/locale.ts'
import { MOST_MONEY } from '#lib/kernel/money.ts'
import { emailSchema } from '#lib/members/model.ts'

// ---------------------------------------------------------------- states

export const SHOW_STATES = ['SCHEDULED', 'LIVE', 'INTERRUPTED', 'ENDED', 'CANCELLED', 'STOPPED'] as const
export type ShowState = (typeof SHOW_STATES)[number]

/** What may befall a show: by what arrives (`signal`, `silence`), by the host's word, or by moderation (`stop`). */
export type ShowTurn = 'signal' | 'silence' | 'end' | 'cancel' | 'stop'

const TURNS: Readonly<Record<ShowState, Readonly<Partial<Record<ShowTurn, ShowState>>>>> = {
  SCHEDULED: { signal: 'LIVE', cancel: 'CANCELLED' },
  LIVE: { silence: 'INTERRUPTED', end: 'ENDED', stop: 'STOPPED' },
  INTERRUPTED: { signal: 'LIVE', end: 'ENDED', stop: 'STOPPED' },
  ENDED: {},
  CANCELLED: {},
  STOPPED: {},
}

/** The state after the turn, or null when it cannot befall a show in this one. */
export function showAfter(state: ShowState, turn: ShowTurn): ShowState | null {
  return TURNS[state][turn] ?? null
}

export type ShowDeed =
  | 'edit'
  | 'reschedule'
  | 'line-up'
  | 'rotate-key'
  | 'pin'
  | 'chat'
  | 'moderate'
  | 'remind'
  | 'cancel'
  | 'end'
  | 'stop'
  | 'caption'

const OPEN_FOR: Readonly<Record<ShowDeed, readonly ShowState[]>> = {
  // Words may be mended in the replay too.
  edit: ['SCHEDULED', 'LIVE', 'INTERRUPTED', 'ENDED'],
  reschedule: ['SCHEDULED'],
  'line-up': ['SCHEDULED', 'LIVE', 'INTERRUPTED'],
  'rotate-key': ['SCHEDULED', 'LIVE', 'INTERRUPTED'],
  // An interrupted show still has a host in front of a camera that keeps what it could not send.
  pin: ['LIVE', 'INTERRUPTED'],
  chat: ['SCHEDULED', 'LIVE', 'INTERRUPTED'],
  moderate: ['SCHEDULED', 'LIVE', 'INTERRUPTED', 'ENDED'],
  remind: ['SCHEDULED'],
  cancel: ['SCHEDULED'],
  end: ['LIVE', 'INTERRUPTED'],
  stop: ['LIVE', 'INTERRUPTED'],
  // Their times count from the beginning of a film that is whole.
  caption: ['ENDED'],
}

export function isOpenFor(state: ShowState, deed: ShowDeed): boolean {
  return OPEN_FOR[deed].includes(state)
}

/** While it is on air its prices count, its pins run and its feed carries stock. */
export function isOnAir(state: ShowState): boolean {
  return state === 'LIVE' || state === 'INTERRUPTED'
}

/** Nothing leads on from there. */
export function isOver(state: ShowState): boolean {
  return Object.keys(TURNS[state]).length === 0
}

// ---------------------------------------------------------------- measures

export const MAX_OPEN_PINS = 3
export const MAX_LISTINGS = 60
/** What nobody types; how many a show may have is the verb's to judge, in words. */
export const MAX_LISTINGS_SENT = 600
export const MAX_CHAT_CHARACTERS = 200
export const MAX_NICKNAME_CHARACTERS = 24
/** The same words by the same author within this are said once. */
export const CHAT_REPEAT_SECONDS = 30
/** Messages that somebody sees who joins late. */
export const CHAT_ON_JOIN = 50
/** A live show without a segment for this long is interrupted. */
export const SILENCE_SECONDS = 20
/** Reminders go out this long before. */
export const REMINDER_LEAD_MINUTES = 15
/** "Now" may have been chosen on a form that was open for a while. */
export const LATENESS_MS = 60 * 60_000

/**
 * For the doors to count with (lib/edge/limits.ts). An author has 5 in 10 seconds; an address may stand for a
 * village behind one carrier, but a new guest cookie costs nothing, so it is counted too.
 */
export const CHAT_LIMITS = [
  { name: 'chat', points: 5, seconds: 10, by: 'actor' },
  { name: 'chat-address', points: 20, seconds: 10, by: 'address' },
] as const

// ---------------------------------------------------------------- inputs

const showId = idField('show')
const titleInput = localisedLine(80).refine(hasWords, 'empty')
const storyInput = localisedText(2_000).prefault({})
const posterId = idField('picture').nullish()

export const createShowInput = z.strictObject({
  cooperativeId: idField('cooperative'),
  title: titleInput,
  story: storyInput,
  scheduledAt: z.coerce.date(),
  posterId,
})
export type CreateShow = z.output<typeof createShowInput>

export const editShowInput = z.strictObject({ showId, title: titleInput, story: storyInput, posterId })
export type EditShow = z.output<typeof editShowInput>

export const setPosterInput = z.strictObject({ showId, file: z.instanceof(Blob) })
export type SetPoster = z.output<typeof setPosterInput>

export const scheduleShowInput = z.strictObject({ showId, scheduledAt: z.coerce.date() })
export type ScheduleShow = z.output<typeof scheduleShowInput>

/** For the deeds that need to know nothing but which show. */
export const showInput = z.strictObject({ showId })
export type ShowInput = z.output<typeof showInput>

export const stopShowInput = z.strictObject({ showId, reason: lineField(500).pipe(z.string().min(3)) })
export type StopShow = z.output<typeof stopShowInput>

/** The whole line-up in its order. Prices are minor units; a variant left out is sold at its own price. */
export const lineUpInput = z.strictObject({
  showId,
  listings: z
    .array(
      z.strictObject({
        productId: idField('product'),
        prices: z
          .array(z.strictObject({ variantId: idField('variant'), price: wholeNumber(1, MOST_MONEY) }))
          .max(40)
          .default([]),
      }),
    )
    .max(MAX_LISTINGS_SENT),
})
export type LineUp = z.output<typeof lineUpInput>

export const pinInput = z.strictObject({ showId, productId: idField('product') })
export type PinInput = z.output<typeof pinInput>

/** Lengths of what is left after cleaning are judged by the verb, in words; here only what nobody types. */
export const postChatInput = z.strictObject({
  showId,
  text: z.string().max(20_000),
  nickname: z.string().max(1_000).optional(),
})
export type PostChat = z.output<typeof postChatInput>

export const deleteChatInput = z.strictObject({ showId, messageId: idField('message') })
export type DeleteChat = z.output<typeof deleteChatInput>

export const muteInput = z.strictObject({ showId, authorId: z.union([idField('user'), idField('guest')]) })
export type MuteInput = z.output<typeof muteInput>

/** Without an address the reminder goes to the account's own. */
export const remindMeInput = z.strictObject({
  showId,
  email: emailSchema.optional(),
  locale: z.enum(LOCALES),
})
export type RemindMe = z.output<typeof remindMeInput>

// ---------------------------------------------------------------- faults

export type LiveFault =
  | { readonly code: 'show-unknown' }
  | { readonly code: 'not-allowed' }
  /** The show's state does not admit it (any more, or yet). */
  | { readonly code: 'show-closed'; readonly state: ShowState; readonly deed: ShowDeed }
  | { readonly code: 'time-past' }
  | { readonly code: 'poster-unknown' }
  | { readonly code: 'line-up-full'; readonly max: number }
  | { readonly code: 'product-foreign'; readonly productId: string }
  | { readonly code: 'product-twice'; readonly productId: string }
  | { readonly code: 'variant-foreign'; readonly variantId: string }
  | { readonly code: 'not-listed' }
  /** A draft, or nothing of it is on sale. */
  | { readonly code: 'not-for-sale' }
  | { readonly code: 'email-needed' }

export type CaptionsFault =
  | { readonly code: 'captions-too-big'; readonly limitBytes: number }
  /** Lines count from 1. */
  | { readonly code: 'captions-unreadable'; readonly why: CaptionsFlaw; readonly line: number }
export type CaptionsFlaw = 'not-text' | 'no-header' | 'no-cues' | 'bad-time'

export type ChatFault =
  | { readonly code: 'show-unknown' }
  | { readonly code: 'not-allowed' }
  | { readonly code: 'show-closed'; readonly state: ShowState; readonly deed: ShowDeed }
  | { readonly code: 'nothing-said' }
  | { readonly code: 'said-too-much'; readonly max: number }
  | { readonly code: 'said-already' }
  | { readonly code: 'nickname-needed' }
  | { readonly code: 'nickname-too-long'; readonly max: number }
  | { readonly code: 'nickname-taken' }
  | { readonly code: 'muted' }
  | { readonly code: 'message-unknown' }
  | { readonly code: 'author-unknown' }
  | { readonly code: 'author-is-staff' }

// ---------------------------------------------------------------- what is shown

/** Bytes at /pictures/{id}/{width}.webp. */
export interface ShowPicture {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly color: string
  readonly alt: Localised
}

export interface PinView {
  readonly id: string
  readonly productId: string
  readonly from: Date
  readonly to: Date | null
}

/** A show in a list. */
export interface ShowCard {
  readonly id: string
  readonly slug: string
  readonly state: ShowState
  readonly title: Localised
  readonly poster: ShowPicture | null
  readonly hostName: string
  readonly cooperativeName: Localised
  readonly scheduledAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
}

export interface ListedVariant {
  readonly id: string
  readonly pack: Localised
  readonly unit: string
  /** Minor units: what it costs now, from this show. */
  readonly price: number
  /** The variant's own price, when the one on air is another; else null. */
  readonly usualPrice: number | null
  readonly weightGrams: number
}

/** A line of the line-up; only what is published and on sale. */
export interface ListedProduct {
  readonly id: string
  readonly slug: string
  readonly title: Localised
  readonly picture: ShowPicture | null
  readonly variants: readonly ListedVariant[]
}

/** Everything of a show that its page is made of. Levels come from inventory. */
export interface ShowPage extends ShowCard {
  readonly story: Localised
  readonly cooperative: {
    readonly id: string
    readonly slug: string
    readonly name: Localised
    readonly village: Localised
    readonly county: Localised
    readonly currency: string
  }
  readonly hostId: string
  readonly lineUp: readonly ListedProduct[]
  /** As `findPins` has them: of a show that is over, all (an endless one: of what is left of its film). */
  readonly pins: readonly PinView[]
  readonly captions: { readonly id: string; readonly language: Locale } | null
  /** The feed's last number before anything above was read: follow from here and miss nothing. */
  readonly feedNumber: number
  /** The record stays when retention took the film. */
  readonly replayGone: boolean
}

export interface ChatLine {
  readonly id: string
  readonly authorId: string
  readonly nickname: string
  readonly part: string
  readonly text: string
  readonly at: Date
}
