import { z } from 'zod'
import type { Sandbox } from './sandbox-surface.ts'

export interface ControlRequest {
  readonly method: string
  /** Behind `/_sandbox/`. */
  readonly path: string
  readonly body: string
  /** A page in a browser sent it: no page has any business here. */
  readonly fromBrowser: boolean
}

interface ControlAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

interface Control {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly pattern: RegExp
  readonly run: (sandbox: Sandbox, input: unknown, path: readonly string[]) => unknown
}

/** Binds a control to what it reads; anything else in the body is refused. */
function control<T extends z.ZodType>(
  how: string,
  input: T,
  run: (sandbox: Sandbox, input: z.infer<T>, path: readonly string[]) => unknown,
): Control {
  const [method, path = ''] = how.split(' ')
  return {
    method: method as Control['method'],
    pattern: new RegExp(`^${path.replace(/:\w+/g, '(\\w+)')}$`),
    run: (sandbox, given, ids) => run(sandbox, input.parse(given), ids),
  }
}

const nothing = z.strictObject({})
const count = z.strictObject({ count: z.number().int().min(0).max(1000).default(1) })
const moment = z.enum(['before', 'after'])
const trouble = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('cut'), when: moment.default('after') }),
  z.strictObject({ do: z.literal('fail'), status: z.number().int().min(400).max(599).default(500) }),
  z.strictObject({
    do: z.literal('delay'),
    when: moment.default('before'),
    ms: z.number().int().min(0).max(600_000),
  }),
  z.strictObject({ do: z.literal('hold'), when: moment.default('before') }),
])
const fault = z.strictObject({
  trouble,
  method: z.enum(['GET', 'POST']).optional(),
  path: z.string().max(200).optional(),
  times: z.number().int().min(1).max(1000).default(1),
})
const clockMove = z.strictObject({
  set: z.number().optional(),
  advance: z.number().optional(),
  frozen: z.boolean().optional(),
})
const limits = z.strictObject({
  perSecond: z.number().positive().nullable(),
  perEndpoint: z.number().positive().nullable(),
})
const payment = z.strictObject({
  method: z.enum(['card', 'alipay', 'wechat_pay']).optional(),
  number: z.string().optional(),
  email: z.string().optional(),
  answer: z.enum(['approve', 'fail', 'pending']).optional(),
})

const clockOf = (sandbox: Sandbox) => ({ now: sandbox.clock.now() })

function moveClock(sandbox: Sandbox, move: z.infer<typeof clockMove>) {
  // Freezing first, so that a moment that was set is the moment that stands.
  if (move.frozen === true) sandbox.clock.freeze()
  if (move.set !== undefined) sandbox.clock.set(move.set)
  if (move.advance !== undefined) sandbox.clock.advance(move.advance)
  if (move.frozen === false) sandbox.clock.thaw()
  return clockOf(sandbox)
}

const CONTROLS: readonly Control[] = [
  control('GET books', nothing, (sandbox) => sandbox.books()),
  control('GET clock', nothing, clockOf),
  control('POST clock', clockMove, moveClock),
  control('POST events/hold', nothing, (sandbox) => sandbox.events.hold()),
  control('POST events/release', nothing, (sandbox) => sandbox.events.release()),
  control('POST events/drop', count, (sandbox, input) => sandbox.events.dropNext(input.count)),
  control('POST events/duplicate', count, (sandbox, input) => sandbox.events.duplicateNext(input.count)),
  control('GET events/undelivered', nothing, (sandbox) => sandbox.events.undelivered()),
  control('POST events/reorder', z.strictObject({ ids: z.array(z.string()) }), (sandbox, input) =>
    sandbox.events.reorder(input.ids),
  ),
  control('POST events/:id/deliver', nothing, async (sandbox, _, [id = '']) => ({
    status: await sandbox.events.deliver(id),
  })),
  control('POST events/:id/duplicate', nothing, (sandbox, _, [id = '']) => sandbox.events.duplicate(id)),
  control('POST events/:id/lose', nothing, (sandbox, _, [id = '']) => sandbox.events.lose(id)),
  control('POST events/:id/taken', nothing, (sandbox, _, [id = '']) => sandbox.events.taken(id)),
  control('POST faults', fault, (sandbox, input) => ({ id: sandbox.faults.add(input) })),
  control('DELETE faults', nothing, (sandbox) => sandbox.faults.clear()),
  control('POST faults/:id/release', nothing, (sandbox, _, [id = '']) => sandbox.faults.release(id)),
  control('POST rate-limit', limits, (sandbox, input) => sandbox.limitRate(input)),
  control('POST sessions/:id/pay', payment, (sandbox, input, [id = '']) => ({
    outcome: sandbox.pay(id, input),
  })),
  control(
    'POST payments/:id/settle',
    z.strictObject({ answer: z.enum(['succeed', 'fail']) }),
    (sandbox, input, [id = '']) => sandbox.settlePayment(id, input.answer),
  ),
  control(
    'POST refunds/:id/settle',
    z.strictObject({ ending: z.enum(['succeeded', 'failed']) }),
    (sandbox, input, [id = '']) => sandbox.settleRefund(id, input.ending),
  ),
  control('POST reset', nothing, (sandbox) => sandbox.reset()),
]

/** `/_sandbox/…`: JSON in, JSON out; what is wrong with a request is said in a sentence. */
export async function answerControl(sandbox: Sandbox, request: ControlRequest): Promise<ControlAnswer> {
  if (request.fromBrowser) return json(403, { error: 'The controls are not for pages in a browser.' })
  for (const one of CONTROLS) {
    const match = one.method === request.method ? one.pattern.exec(request.path) : null
    if (!match) continue
    try {
      const given: unknown = request.body === '' ? {} : JSON.parse(request.body)
      return json(200, (await one.run(sandbox, given, match.slice(1))) ?? { ok: true })
    } catch (error) {
      return json(400, { error: error instanceof z.ZodError ? z.prettifyError(error) : String(error) })
    }
  }
  return json(404, { error: `There is no control ${request.method} ${request.path}.` })
}

function json(status: number, value: unknown): ControlAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value, null, 2) }
}
