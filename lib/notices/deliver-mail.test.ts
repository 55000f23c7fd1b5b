import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import type * as environment from '#lib/kernel/env.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { type MailServer, mailServer } from '../../tests/fixtures/mail-server.ts'
import { type TestContext, testContext } from '../../tests/fixtures/test-context.ts'
import { deliverMail } from './deliver-mail.ts'
import { letter } from './letters/letter.ts'
import { MOST_TRIES } from './model.ts'
import { outboxPage } from './queries.ts'
import { dueMails } from './store.ts'
import { writeMail } from './write-mail.ts'

const smtp = vi.hoisted(() => ({ url: null as string | null }))
vi.mock('#lib/kernel/env.ts', async (original) => {
  const { env, ...rest } = await original<typeof environment>()
  return { ...rest, env: () => ({ ...env(), smtpUrl: smtp.url, mailFrom: 'Cunbo <shop@village.example>' }) }
})

useTestDatabase(closeDb)

let server: MailServer
let context: TestContext

beforeAll(async () => {
  server = await mailServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  context = testContext()
  smtp.url = server.url
  server.taken.length = 0
  server.refuseNext = null
  await db().mail.deleteMany()
  await db().outbox.deleteMany()
})

async function written(causeKey = 'receipt:ord_1', opensDoor = false): Promise<string | null> {
  const answer = await inTransaction<string | null, never>(async (tx) =>
    ok(
      await writeMail(tx, context, {
        to: 'li@village.example',
        causeKey,
        letter: letter('en', 'Your receipt', [{ is: 'text', text: 'Thank you for the oranges' }]),
        opensDoor,
      }),
    ),
  )
  return answer.ok ? answer.value : null
}

async function mailId(...given: Parameters<typeof written>): Promise<string> {
  const id = await written(...given)
  if (!id) throw new Error('it was written before')
  return id
}

const row = (id: string) => db().mail.findUniqueOrThrow({ where: { id } })
const due = () => {
  const now = context.now()
  return dueMails(now, { from: new Date(now.getTime() - 900_000), to: new Date(now.getTime() - 60_000) }, 20)
}

describe('writing a mail', () => {
  it('happens once a cause, and tells the worker', async () => {
    const id = await mailId()
    expect(await written()).toBeNull()
    expect(await db().mail.count()).toBe(1)
    expect(await db().outbox.findMany({ select: { type: true, payload: true } })).toEqual([
      { type: 'notices.mail-written', payload: { mailId: id } },
    ])
  })
})

describe('delivering a mail', () => {
  it('hands it over once, from the house to its reader', async () => {
    const id = await mailId()
    expect(await deliverMail(context, id)).toBe('sent')
    expect(await deliverMail(context, id)).toBe('nothing')
    expect(server.taken).toHaveLength(1)
    const [sent] = server.taken
    expect(sent).toMatch(/^From: Cunbo <shop@village\.example>/m)
    expect(sent).toMatch(/^To: li@village\.example/m)
    expect(sent).toMatch(/^Subject: Your receipt/m)
    expect(sent).toContain(`<${id}@127.0.0.1>`)
    expect(sent).toMatch(/^Auto-Submitted: auto-generated/m)
    expect(sent).toContain('Thank you for the oranges')
    expect(await row(id)).toMatchObject({ sentAt: context.now(), failure: null, tries: 1 })
  })

  it('is done by one of two at once', async () => {
    const id = await mailId()
    const both = await Promise.all([deliverMail(context, id), deliverMail(context, id)])
    expect(both.toSorted()).toEqual(['nothing', 'sent'])
    expect(server.taken).toHaveLength(1)
  })

  it('keeps the words of a receipt, and blanks what opens a door', async () => {
    const receipt = await mailId()
    const code = await mailId('sign-in-code:cod_1', true)
    await deliverMail(context, receipt)
    await deliverMail(context, code)
    expect(server.taken).toHaveLength(2)
    expect((await row(receipt)).text).toContain('oranges')
    expect(await row(code)).toMatchObject({ text: '', html: '', subject: 'Your receipt' })
  })

  it('is tried again after a pause when the server has no time, and noted', async () => {
    const id = await mailId()
    server.refuseNext = '451 come back later'
    expect(await deliverMail(context, id)).toBe('later')
    expect(await row(id)).toMatchObject({ sentAt: null, failure: '451 come back later', tries: 1 })
    expect(await deliverMail(context, id)).toBe('nothing')
    expect(await due()).toEqual([])
    context.pass(1)
    expect(await due()).toEqual([id])
    expect(await deliverMail(context, id)).toBe('sent')
    expect(await row(id)).toMatchObject({ failure: null, tries: 2 })
    expect(await due()).toEqual([])
  })

  it('is given up when the server says never', async () => {
    const id = await mailId()
    server.refuseNext = '550 no such person'
    expect(await deliverMail(context, id)).toBe('failed')
    context.pass(24 * 60)
    expect(await due()).toEqual([])
    expect(await deliverMail(context, id)).toBe('nothing')
    expect(await outboxPage(null)).toMatchObject({
      mails: [{ id, state: 'failed', failure: '550 no such person' }],
    })
  })

  it('is given up after so many tries', async () => {
    const id = await mailId()
    let outcome = ''
    for (let i = 0; i < MOST_TRIES; i++) {
      server.refuseNext = '451 come back later'
      outcome = await deliverMail(context, id)
      context.pass(121)
    }
    expect(outcome).toBe('failed')
    expect(await due()).toEqual([])
  })

  it('survives a server that is not there', async () => {
    smtp.url = 'smtp://127.0.0.1:1'
    const id = await mailId()
    expect(await deliverMail(context, id)).toBe('later')
    expect((await row(id)).failure).toMatch(/ECONNREFUSED|ESOCKET|refused/i)
  })

  it('comes round when its job was lost', async () => {
    const id = await mailId()
    expect(await due()).toEqual([])
    context.pass(2)
    expect(await due()).toEqual([id])
  })
})

describe('without a mail server', () => {
  it('mails are kept and readable, codes too', async () => {
    smtp.url = null
    const id = await mailId('sign-in-code:cod_1', true)
    expect(await deliverMail(context, id)).toBe('kept')
    expect(await row(id)).toMatchObject({ tries: 0, sentAt: null })
    const page = await outboxPage(null)
    expect(page).toMatchObject({ hasServer: false, mails: [{ id, state: 'kept' }] })
    expect(page.mails[0]?.text).toContain('oranges')
  })

  it('old mails stay where they are when one is set up later', async () => {
    smtp.url = null
    await mailId()
    context.pass(24 * 60)
    smtp.url = server.url
    expect(await due()).toEqual([])
  })
})

describe('the outbox', () => {
  it('does not show what opens a door where mails are really sent', async () => {
    await mailId('sign-in-code:cod_1', true)
    await mailId('receipt:ord_2')
    const { mails } = await outboxPage(null)
    expect(mails.map(({ text }) => text === null)).toEqual([false, true])
  })

  it('comes page by page, newest first', async () => {
    for (let i = 0; i < 45; i++) {
      await mailId(`receipt:ord_${i}`)
      context.pass(1)
    }
    const first = await outboxPage(null)
    const second = await outboxPage(first.next)
    expect([first.mails.length, second.mails.length, second.next]).toEqual([40, 5, null])
    expect(new Set([...first.mails, ...second.mails].map(({ id }) => id)).size).toBe(45)
  })
})
