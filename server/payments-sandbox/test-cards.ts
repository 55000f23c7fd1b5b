import type { RefundCourse } from './objects.ts'

export interface Decline {
  readonly code: string
  readonly declineCode: string
  readonly message: string
}

/** A card of https://docs.stripe.com/testing and what it does. */
export interface TestCard {
  readonly number: string
  readonly brand: string
  readonly funding: string
  readonly country: string
  /** The PaymentMethod that stands for it in code. */
  readonly alias: string
  /** Whether its bank wants a challenge: never, unless it was set up for later use, or each time. */
  readonly challenge: 'never' | 'unless_set_up' | 'always'
  /** What the bank answers, after the challenge where there is one. */
  readonly decline: Decline | null
  readonly refunds: RefundCourse
}

const declined = (declineCode: string, message = 'Your card was declined.'): Decline => ({
  code: 'card_declined',
  declineCode,
  message,
})

const coded = (code: string, message: string): Decline => ({ code, declineCode: code, message })

function card(number: string, alias: string, rest: Partial<TestCard> = {}): TestCard {
  return {
    number,
    alias,
    brand: 'visa',
    funding: 'credit',
    country: 'US',
    challenge: 'never',
    decline: null,
    refunds: 'succeeds',
    ...rest,
  }
}

export const TEST_CARDS: readonly TestCard[] = [
  card('4242424242424242', 'pm_card_visa'),
  card('4000056655665556', 'pm_card_visa_debit', { funding: 'debit' }),
  card('5555555555554444', 'pm_card_mastercard', { brand: 'mastercard' }),
  card('378282246310005', 'pm_card_amex', { brand: 'amex' }),
  card('6200000000000005', 'pm_card_unionpay', { brand: 'unionpay', country: 'CN' }),
  card('4000001560000002', 'pm_card_cn', { country: 'CN' }),
  card('4000002500003155', 'pm_card_authenticationRequired', { challenge: 'unless_set_up' }),
  card('4000000000003220', 'pm_card_threeDSecure2Required', { challenge: 'always' }),
  card('4000008400001629', 'pm_card_threeDSecureRequiredChargeDeclined', {
    challenge: 'always',
    decline: declined('generic_decline'),
  }),
  card('4000000000000002', 'pm_card_visa_chargeDeclined', { decline: declined('generic_decline') }),
  card('4000000000000341', 'pm_card_chargeCustomerFail', { decline: declined('generic_decline') }),
  card('4000000000009995', 'pm_card_visa_chargeDeclinedInsufficientFunds', {
    decline: declined('insufficient_funds', 'Your card has insufficient funds.'),
  }),
  card('4000000000009987', 'pm_card_visa_chargeDeclinedLostCard', { decline: declined('lost_card') }),
  card('4000000000009979', 'pm_card_visa_chargeDeclinedStolenCard', { decline: declined('stolen_card') }),
  card('4000000000000069', 'pm_card_chargeDeclinedExpiredCard', {
    decline: coded('expired_card', 'Your card has expired.'),
  }),
  card('4000000000000127', 'pm_card_chargeDeclinedIncorrectCvc', {
    decline: coded('incorrect_cvc', "Your card's security code is incorrect."),
  }),
  card('4000000000000119', 'pm_card_chargeDeclinedProcessingError', {
    decline: coded(
      'processing_error',
      'An error occurred while processing your card. Try again in a little bit.',
    ),
  }),
  card('4000000000005126', 'pm_card_refundFail', { refunds: 'fails_later' }),
  card('4000000000007726', 'pm_card_pendingRefund', { refunds: 'pends_then_succeeds' }),
]

export function findTestCard(number: string): TestCard | undefined {
  return TEST_CARDS.find((one) => one.number === number)
}

export function findTestCardByAlias(alias: string): TestCard | undefined {
  return TEST_CARDS.find((one) => one.alias === alias)
}

/** The check digit of ISO/IEC 7812. */
export function hasCheckDigit(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false
  let sum = 0
  ;[...number].reverse().forEach((digit, index) => {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit)
    sum += doubled > 9 ? doubled - 9 : doubled
  })
  return sum % 10 === 0
}
