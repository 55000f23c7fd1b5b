/** Stripe's four kinds of error on the wire; the SDK's finer classes are derived from the HTTP status. */
export type RefusalType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'

/** What stands under `error` in an answer that refuses. https://docs.stripe.com/api/errors */
export interface RefusalBody {
  readonly type: RefusalType
  readonly message: string
  readonly code?: string
  readonly decline_code?: string
  readonly param?: string
  readonly charge?: string
  readonly payment_intent?: object
  readonly payment_method?: object
}

export interface RefusalOptions {
  /**
   * The endpoint had begun: an idempotency key keeps this answer. Stripe keeps none where validation, the key
   * itself or a limit refused first. https://docs.stripe.com/api/idempotent_requests
   */
  readonly begun?: boolean
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer other than 200, thrown by whatever refuses and caught in one place. */
export class Refusal extends Error {
  readonly status: number
  readonly body: RefusalBody
  readonly begun: boolean
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: RefusalBody, options: RefusalOptions = {}) {
    super(body.message)
    this.status = status
    this.body = body
    this.begun = options.begun ?? false
    this.headers = options.headers ?? {}
  }

  /** The JSON that is sent, with the link to the code's page that Stripe adds. */
  toAnswer(): { error: RefusalBody & { doc_url?: string } } {
    const { code } = this.body
    return { error: code ? { ...this.body, doc_url: docUrl(code) } : this.body }
  }
}

/** Stripe's page about an error code. */
export function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`
}

/** A parameter, or all of them together, cannot be accepted: 400, before anything was done. */
export function invalid(message: string, param?: string, code?: string): Refusal {
  return new Refusal(400, {
    type: 'invalid_request_error',
    message,
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
  })
}

/** The thing is in a state that forbids what was asked: 400, kept under the idempotency key. */
export function forbidden(message: string, rest: Partial<RefusalBody> = {}): Refusal {
  return new Refusal(400, { type: 'invalid_request_error', message, ...rest }, { begun: true })
}

/** No such thing: 404 for the id in the path, 400 for one among the parameters. */
export function missing(name: string, id: string, param: string, status: 400 | 404 = 404): Refusal {
  return new Refusal(
    status,
    {
      type: 'invalid_request_error',
      code: 'resource_missing',
      message: `No such ${name}: '${id}'`,
      param,
    },
    { begun: true },
  )
}
