import { z } from 'zod'
import { idField } from '#lib/kernel/fields.ts'
import { LOCALES } from '#lib/kernel/locale.ts'

/** A mail as it leaves: the same words as plain text and as simple HTML. */
export interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const locale = z.enum(LOCALES)
const orderId = idField('order')

/** What a mail is about: ids only, so that it says how things stand when it is written. */
export const causeSchema = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('sign-in-code'), codeId: idField('code'), locale }),
  z.strictObject({ about: z.literal('invitation'), invitationId: idField('invitation'), locale }),
  z.strictObject({ about: z.literal('receipt'), orderId }),
  z.strictObject({ about: z.literal('cancelled'), orderId }),
  z.strictObject({ about: z.literal('late-money'), orderId }),
  z.strictObject({ about: z.literal('refunded'), orderId, refundId: idField('refund') }),
  z.strictObject({ about: z.literal('shipped'), orderId, parcelId: idField('parcel') }),
  z.strictObject({
    about: z.literal('reminder'),
    reminderId: idField('reminder'),
    scheduledAt: z.iso.datetime(),
  }),
])
export type Cause = z.output<typeof causeSchema>
export type OrderCause = Extract<Cause, { readonly orderId: string }>

/** One mail a cause, however often the cause is told. */
export function causeKey(cause: Cause): string {
  switch (cause.about) {
    case 'sign-in-code':
      return `${cause.about}:${cause.codeId}`
    case 'invitation':
      return `${cause.about}:${cause.invitationId}`
    case 'refunded':
      return `${cause.about}:${cause.refundId}`
    case 'shipped':
      return `${cause.about}:${cause.parcelId}`
    case 'reminder':
      return `${cause.about}:${cause.reminderId}:${cause.scheduledAt}`
    default:
      return `${cause.about}:${cause.orderId}`
  }
}

/** The letter opens a door to who holds it. */
export function opensDoor(cause: Cause): boolean {
  return cause.about === 'sign-in-code' || cause.about === 'invitation'
}

/** Tries of one mail, the last about eight hours after the first: a mail server's bad night. */
export const MOST_TRIES = 10

/** Minutes until the next try after so many: 1, 2, 4 … at most two hours. */
export function pauseAfter(tries: number): number {
  return Math.min(2 ** (tries - 1), 120)
}

export type MailState = 'kept' | 'waiting' | 'sent' | 'failed'

/** How a mail stands. Without a mail server all are kept, for the platform's admin to read. */
export function mailState(
  mail: { readonly sentAt: Date | null; readonly tries: number },
  hasServer: boolean,
): MailState {
  if (mail.sentAt) return 'sent'
  if (!hasServer) return 'kept'
  return mail.tries >= MOST_TRIES ? 'failed' : 'waiting'
}

export interface MailView {
  readonly id: string
  readonly to: string
  readonly subject: string
  /** Null when it opens a door and is none of the reader's business. */
  readonly text: string | null
  readonly state: MailState
  /** The mail server's answer, when it was not taken. */
  readonly failure: string | null
  readonly createdAt: Date
  readonly sentAt: Date | null
}
