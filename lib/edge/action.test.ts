import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb } from '#lib/kernel/db.ts'
import { logger } from '#lib/kernel/log.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { Actor } from '#lib/members/model.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { action } from './action.ts'
import { closeLimits, type Limit } from './limits.ts'

const LI: Actor = {
  kind: 'user',
  id: 'usr_1',
  name: 'Li',
  email: 'li@village.example',
  platformAdmin: false,
  memberships: [],
}
const GUEST: Actor = { kind: 'guest', id: 'gst_1' }

const next = vi.hoisted(() => ({ revalidated: [] as string[], redirected: [] as string[] }))
vi.mock('next/cache', () => ({ revalidatePath: (path: string) => next.revalidated.push(path) }))
vi.mock('next/navigation', () => ({ redirect: (path: string) => next.redirected.push(path) }))
const who = vi.hoisted(() => ({ actor: null as Actor | null, address: '10.0.0.1' }))
vi.mock('./request.ts', () => ({
  visit: async () => ({
    actor: who.actor,
    address: who.address,
    locale: 'en',
    context: systemContext('req_test'),
    log: logger('test'),
  }),
}))

useTestDatabase(async () => {
  await closeLimits()
  await closeDb()
})

const input = z.strictObject({ email: z.string().min(3), quantity: z.coerce.number().optional() })
const run = vi.fn(async (): Promise<Result<{ done: true }, { code: 'sold-out' }>> => ok({ done: true }))
let limits: Limit<z.output<typeof input>>[] = []

const act = (sent: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(sent)) form.set(name, value)
  return action({
    name: 'test.act',
    input,
    allow: (actor) => actor.kind === 'user',
    limits,
    run,
    touches: () => ['/en/cart'],
    leadsTo: () => '/en',
  })(null, form)
}

beforeEach(() => {
  who.actor = LI
  limits = []
  next.revalidated.length = 0
  next.redirected.length = 0
  run.mockReset()
  run.mockResolvedValue(ok({ done: true }))
})

describe('an action', () => {
  it('parses, runs, makes pages anew and leads on', async () => {
    expect(await act({ email: 'li@village.example', quantity: '2' })).toEqual({
      ok: true,
      value: { done: true },
    })
    expect(run).toHaveBeenCalledWith(expect.anything(), { email: 'li@village.example', quantity: 2 })
    expect(next).toEqual({ revalidated: ['/en/cart'], redirected: ['/en'] })
  })

  it('refuses a field that nobody asked for, by its name, and runs nothing', async () => {
    expect(await act({ email: 'x' })).toMatchObject({
      fault: { code: 'input', fields: { email: 'too_small' } },
    })
    expect(await act({ email: 'li@village.example', platformAdmin: 'true' })).toMatchObject({
      fault: { code: 'input' },
    })
    expect(run).not.toHaveBeenCalled()
  })

  it('refuses a form with more fields than any has, and one whose name has no end', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`f${i}`, '1']))
    const deep = { email: 'li@village.example', [Array(100_000).fill('a').join('.')]: '1' }
    for (const sent of [many, deep]) expect(await act(sent)).toMatchObject({ fault: { code: 'input' } })
    expect(run).not.toHaveBeenCalled()
  })

  it('lets nobody in who may not', async () => {
    who.actor = GUEST
    expect(await act({ email: 'li@village.example' })).toMatchObject({ fault: { code: 'sign-in-first' } })
    expect(run).not.toHaveBeenCalled()
  })

  it('hands a fault on and leads nowhere', async () => {
    run.mockResolvedValue(refuse({ code: 'sold-out' }))
    expect(await act({ email: 'li@village.example' })).toMatchObject({ fault: { code: 'sold-out' } })
    expect(next).toEqual({ revalidated: [], redirected: [] })
  })

  it('shows a bug by its request’s number alone', async () => {
    run.mockRejectedValue(new Error('password of the database: hunter2'))
    expect(await act({ email: 'li@village.example' })).toEqual({
      ok: false,
      fault: { code: 'broken', requestId: 'req_test' },
    })
  })
})

describe('the limits of an action', () => {
  it('count what the input is about, whoever asks and from wherever', async () => {
    limits = [{ name: 'mailbox', points: 2, seconds: 60, by: ({ email }) => email }]
    const ask = (email: string) => act({ email })
    for (const address of ['10.0.0.1', '10.0.0.2']) {
      who.address = address
      expect(await ask('mei@village.example')).toMatchObject({ ok: true })
    }
    expect(await ask('mei@village.example')).toMatchObject({ fault: { code: 'too-many' } })
    expect(await ask('ana@village.example')).toMatchObject({ ok: true })
  })

  it('are not used up for somebody by those who were refused', async () => {
    limits = [{ name: 'other-mailbox', points: 1, seconds: 60, by: ({ email }) => email }]
    who.actor = GUEST
    for (let i = 0; i < 3; i++) await act({ email: 'mei@village.example' })
    who.actor = LI
    expect(await act({ email: 'mei@village.example' })).toMatchObject({ ok: true })
  })

  it('of an address count before anything is read', async () => {
    limits = [{ name: 'flood', points: 1, seconds: 60, by: 'address' }]
    who.address = '10.9.9.9'
    await act({ nonsense: 'x' })
    expect(await act({ nonsense: 'x' })).toMatchObject({ fault: { code: 'too-many' } })
  })
})
