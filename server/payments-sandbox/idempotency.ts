import type { Books } from './books.ts'
import type { AnswerRow } from './objects.ts'
import { invalid, Refusal } from './refusal.ts'

/** Stripe's bound. https://docs.stripe.com/api/idempotent_requests */
const LONGEST_KEY = 255
const REMEMBERED_SECONDS = 24 * 3600

export interface KeyedRequest {
  readonly key: string
  readonly path: string
  /** The canonical parameters. */
  readonly form: string
}

/** Answers kept by key, and which keys have a request under way. */
export class Idempotency {
  readonly #books: Books
  readonly #underWay = new Set<string>()

  constructor(books: Books) {
    this.#books = books
  }

  /** The answer to replay, or undefined and the key is taken. Throws where the key is used for something else. */
  begin({ key, path, form }: KeyedRequest, nowSeconds: number): AnswerRow | undefined {
    if (key.length > LONGEST_KEY)
      throw invalid(`Idempotency keys can be at most ${LONGEST_KEY} characters long.`)
    if (this.#underWay.has(key)) throw inUse(key)
    const kept = this.#books.answers.get(key)
    if (kept && kept.at >= nowSeconds - REMEMBERED_SECONDS) {
      if (kept.path !== path) throw otherEndpoint(key, kept.path, path)
      if (kept.form !== form) throw otherParameters(key)
      return kept
    }
    this.#underWay.add(key)
    return undefined
  }

  /** Keeps the answer for as long as Stripe does. */
  keep(answer: AnswerRow): void {
    this.#books.answers.put(answer)
  }

  /** The request is through, with an answer kept or without. */
  end(key: string): void {
    this.#underWay.delete(key)
  }
}

function inUse(key: string): Refusal {
  return new Refusal(
    409,
    {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    },
    { headers: { 'stripe-should-retry': 'true' } },
  )
}

function otherParameters(key: string): Refusal {
  return new Refusal(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  })
}

function otherEndpoint(key: string, first: string, now: string): Refusal {
  return new Refusal(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${now}' vs '${first}'). Try using a key other than '${key}' if you meant to execute a different request.`,
  })
}
