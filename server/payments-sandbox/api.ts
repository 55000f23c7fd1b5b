import { authenticate } from './authenticate.ts'
import { CHARGE_ROUTES } from './charges.ts'
import { CUSTOMER_ROUTES } from './customers.ts'
import { API_VERSION, type Desk } from './desk.ts'
import { EVENT_ROUTES } from './events.ts'
import { expandAnswer, refuseExpand } from './expand.ts'
import { type Faults, SocketCut, suffer } from './faults.ts'
import { canonicalForm, decodeForm, type FormBranch } from './form.ts'
import type { Idempotency } from './idempotency.ts'
import { makeStripeId } from './ids.ts'
import { PAYMENT_INTENT_ROUTES } from './payment-intents.ts'
import { PAYMENT_METHOD_ROUTES } from './payment-methods.ts'
import type { RateLimit } from './rate-limit.ts'
import { REFUND_ROUTES } from './refunds.ts'
import { Refusal } from './refusal.ts'
import type { Route } from './route.ts'
import { SESSION_ROUTES } from './sessions.ts'

export interface ApiRequest {
  readonly method: string
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly body: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

export interface ApiAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What passed between a client and the API, for whoever wants to check it. */
export interface Exchange {
  readonly method: string
  readonly path: string
  /** The pattern of the endpoint, e.g. `/v1/refunds/:id`; null where there is none. */
  readonly pattern: string | null
  readonly form: FormBranch
  readonly status: number
  readonly answer: unknown
}

export interface Api {
  readonly desk: Desk
  readonly idempotency: Idempotency
  readonly rateLimit: RateLimit
  readonly faults: Faults
  readonly observe: ((exchange: Exchange) => void) | undefined
  readonly failed: (error: unknown, request: string) => void
}

/** Every endpoint there is. */
export const ROUTES: readonly Route[] = [
  ...SESSION_ROUTES,
  ...PAYMENT_INTENT_ROUTES,
  ...CHARGE_ROUTES,
  ...REFUND_ROUTES,
  ...CUSTOMER_ROUTES,
  ...PAYMENT_METHOD_ROUTES,
  ...EVENT_ROUTES,
]

const PATTERNS = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.pattern.replace(/:\w+/g, '([A-Za-z0-9_]+)')}$`),
}))

/** Answers one request of the API. Throws SocketCut where a fault cuts the line; everything else is an answer. */
export async function answerApi(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  const id = makeStripeId('req', 14)
  const faults = api.faults.match(request.method, request.path)
  const answer = await work(api, request, id, faults)
  api.desk.books.commit()
  await suffer(faults, 'after')
  return answer
}

async function work(
  api: Api,
  request: ApiRequest,
  id: string,
  faults: Parameters<typeof suffer>[0],
): Promise<ApiAnswer> {
  const key = request.method === 'POST' ? request.headers['idempotency-key'] : undefined
  const headers = headersOf(id, key)
  let begun = false
  try {
    authenticate(request.headers.authorization)
    refuseVersion(request.headers['stripe-version'])
    const { route, path } = findRoute(request)
    api.rateLimit.take(`${request.method} ${route.pattern}`, api.desk.clock.ms())
    const form = decodeForm(request.method === 'GET' ? request.query : request.body)
    if (!key) {
      await suffer(faults, 'before')
      return run(api, request, { route, path, form, id, headers })
    }
    const asked = { key, path: request.path, form: canonicalForm(form) }
    const kept = api.idempotency.begin(asked, api.desk.clock.seconds())
    begun = kept === undefined
    await suffer(faults, 'before')
    if (kept) return replay(kept.status, kept.body, kept.request, headers)
    return run(api, request, { route, path, form, id, headers, asked })
  } catch (error) {
    return refuse(api, error, id, headers)
  } finally {
    if (begun && key) api.idempotency.end(key)
  }
}

interface Prepared {
  readonly route: Route
  readonly path: readonly string[]
  readonly form: FormBranch
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  readonly asked?: { readonly key: string; readonly path: string; readonly form: string }
}

function run(api: Api, request: ApiRequest, prepared: Prepared): ApiAnswer {
  const { route, path, form, id, headers, asked } = prepared
  const { desk } = api
  const keep = (status: number, body: string) => {
    if (!asked) return
    api.idempotency.keep({
      id: asked.key,
      path: asked.path,
      form: asked.form,
      status,
      body,
      request: id,
      at: desk.clock.seconds(),
    })
  }
  const observe = (status: number, answer: string) =>
    api.observe?.({
      method: request.method,
      path: request.path,
      pattern: route.pattern,
      form,
      status,
      answer: JSON.parse(answer),
    })
  try {
    const { expand, run } = route.prepare(form)
    refuseExpand(route, expand)
    const cause = { request: id, idempotencyKey: asked?.key ?? null }
    const answer = expandAnswer(desk.books, run({ desk, cause, path }), expand)
    const body = JSON.stringify(answer, null, 2)
    keep(200, body)
    observe(200, body)
    return { status: 200, headers, body }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const body = JSON.stringify(error.toAnswer(), null, 2)
    if (error.begun) keep(error.status, body)
    observe(error.status, body)
    return { status: error.status, headers: { ...headers, ...error.headers }, body }
  }
}

function refuse(api: Api, error: unknown, id: string, headers: Readonly<Record<string, string>>): ApiAnswer {
  if (error instanceof Refusal)
    return {
      status: error.status,
      headers: { ...headers, ...error.headers },
      body: JSON.stringify(error.toAnswer(), null, 2),
    }
  if (error instanceof SocketCut) throw error
  api.failed(error, id)
  const fault = new Refusal(500, {
    type: 'api_error',
    message: 'The payments sandbox failed; its log says why.',
  })
  return { status: 500, headers, body: JSON.stringify(fault.toAnswer(), null, 2) }
}

function replay(
  status: number,
  body: string,
  original: string,
  headers: Readonly<Record<string, string>>,
): ApiAnswer {
  return {
    status,
    headers: { ...headers, 'idempotent-replayed': 'true', 'original-request': original },
    body,
  }
}

function headersOf(id: string, key: string | undefined): Record<string, string> {
  return {
    'content-type': 'application/json',
    'cache-control': 'no-cache, no-store',
    'request-id': id,
    'stripe-version': API_VERSION,
    ...(key ? { 'idempotency-key': key } : {}),
  }
}

function refuseVersion(version: string | undefined): void {
  if (version === undefined || version === API_VERSION) return
  throw new Refusal(400, {
    type: 'invalid_request_error',
    message: `Invalid Stripe API version: ${version}. The payments sandbox speaks ${API_VERSION} alone.`,
  })
}

function findRoute({ method, path }: ApiRequest): { route: Route; path: readonly string[] } {
  for (const { route, pattern } of PATTERNS) {
    const match = route.method === method ? pattern.exec(path) : null
    if (match) return { route, path: match.slice(1) }
  }
  throw new Refusal(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). The payments sandbox models a part of Stripe's API.`,
  })
}
