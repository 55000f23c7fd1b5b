import { EDGE_FAULT_WORDS, sayFault } from '#components/ui/fault-words.ts'
import type { EdgeFault } from '#lib/edge/faults.ts'
import type { FaultWords, Locale } from '#lib/kernel/locale.ts'
import type { CheckoutFault } from '#lib/orders/model.ts'
import { ORDERS_FAULT_WORDS } from './fault-words.ts'

export type CheckoutState = {
  readonly problem: string
  /** Fields that need another look, by name. */
  readonly wrong: readonly string[]
  /** What was typed: it stays. */
  readonly typed: Readonly<Record<string, string>>
  /** The attempt that the next try belongs to; null when the page's own is to be used. */
  readonly attemptId: string | null
  /** The order may be written down already: the same form may be sent again, whatever is left in the shed. */
  readonly unsure: boolean
} | null

type Refusal = CheckoutFault | EdgeFault

const WORDS: FaultWords<Refusal> = {
  ...ORDERS_FAULT_WORDS,
  ...EDGE_FAULT_WORDS,
  // The attempt is the order's: whoever presses again gets the one that is there, or the only one.
  broken: {
    zh: ({ requestId }) =>
      `我们这边出了点问题，还不确定订单有没有记下。请放心再按一次：还是同一笔订单，不会重复下单，也不会重复付款。如果还不行，告诉我们这个编号：${requestId}`,
    en: ({ requestId }) =>
      `Something broke on our side, and we cannot say yet whether your order was written down. Press once more, it is safe: it is the same order, and you pay it once. If it stays so, tell us this number: ${requestId}`,
    fr: ({ requestId }) =>
      `Quelque chose a cassé chez nous, et nous ne savons pas encore si votre commande est notée. Appuyez encore une fois, sans crainte : c’est la même commande, à payer une seule fois. Si cela persiste, donnez-nous ce numéro : ${requestId}`,
  },
}

/** What is kept of a refused form: the person's own words, nothing of the lines. */
const TYPED = /^(email|address\.\w+)$/

/**
 * Why an order was not placed, with what was typed. The attempt stays the same, because an earlier try of it may have
 * been written whatever this one was refused for; only one that is another buyer's leads nowhere.
 */
export function refusedCheckout(fault: Refusal, sent: unknown, locale: Locale): CheckoutState {
  // What came may be no form at all: the address is anybody's to post to.
  const fields = (sent instanceof FormData ? [...sent] : []).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  const attemptId = fields.find(([name]) => name === 'attemptId')?.[1] ?? null
  return {
    problem: sayFault(fault, WORDS, locale),
    wrong: fault.code === 'input' ? Object.keys(fault.fields) : [],
    typed: Object.fromEntries(fields.filter(([name]) => TYPED.test(name))),
    attemptId: fault.code === 'attempt-taken' ? null : attemptId,
    unsure: fault.code === 'broken',
  }
}
