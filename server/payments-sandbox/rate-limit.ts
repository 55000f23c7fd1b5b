import { Refusal } from './refusal.ts'

/** Requests a second, for the whole account and for one endpoint; null is no limit. */
export interface RateLimits {
  readonly perSecond: number | null
  readonly perEndpoint: number | null
}

/** Stripe's are about 100 and 25. https://docs.stripe.com/rate-limits */
export const NO_LIMITS: RateLimits = { perSecond: null, perEndpoint: null }

interface Bucket {
  tokens: number
  at: number
}

/** Token buckets that hold one second's worth. */
export class RateLimit {
  #limits: RateLimits
  readonly #buckets = new Map<string, Bucket>()

  constructor(limits: RateLimits) {
    this.#limits = limits
  }

  set(limits: RateLimits): void {
    this.#limits = limits
    this.#buckets.clear()
  }

  /** Throws the 429. `endpoint` is the method and the pattern. */
  take(endpoint: string, nowMs: number): void {
    const { perSecond, perEndpoint } = this.#limits
    if (perSecond !== null && !this.#spend('', perSecond, nowMs)) throw tooMany('global-rate')
    if (perEndpoint !== null && !this.#spend(endpoint, perEndpoint, nowMs)) throw tooMany('endpoint-rate')
  }

  #spend(name: string, perSecond: number, nowMs: number): boolean {
    const bucket = this.#buckets.get(name) ?? { tokens: perSecond, at: nowMs }
    const refilled = bucket.tokens + (Math.max(nowMs - bucket.at, 0) / 1000) * perSecond
    bucket.tokens = Math.min(refilled, perSecond)
    bucket.at = nowMs
    this.#buckets.set(name, bucket)
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }
}

export function tooMany(reason: string): Refusal {
  return new Refusal(
    429,
    {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message:
        'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    },
    { headers: { 'stripe-rate-limited-reason': reason } },
  )
}
