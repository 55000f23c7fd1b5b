import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openSandbox, sessionParams } from '../../tests/fixtures/open-sandbox.ts'
import { Books } from './books.ts'
import type { AnswerRow } from './objects.ts'

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'payments-sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'below', 'books')
}

const answer = (id: string, at: number, body = ''): AnswerRow => ({
  id,
  at,
  body,
  form: '{}',
  path: '/v1/customers',
  request: 'req_1',
  status: 200,
})

describe('books in a file', () => {
  test('outlive the process: sessions, money, keys, events on their way and what is due', async () => {
    const stateFile = newFile()
    const first = await openSandbox({ stateFile, refundSeconds: 3600 })
    const session = await first.stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'k' })
    const open = await first.stripe.checkout.sessions.create(sessionParams())
    first.sandbox.pay(session.id, { method: 'alipay', answer: 'approve' })
    const { payment_intent } = await first.stripe.checkout.sessions.retrieve(session.id)
    const refund = await first.stripe.refunds.create({ payment_intent: String(payment_intent) })
    const before = first.sandbox.books()
    const waiting = first.sandbox.events.undelivered().map(({ id }) => id)
    // Nobody closes it: this is what a killed process leaves.

    const second = await openSandbox({ stateFile, refundSeconds: 3600 })
    expect(second.sandbox.books()).toEqual(before)
    expect(second.sandbox.events.undelivered().map(({ id }) => id)).toEqual(waiting)
    const again = await second.stripe.checkout.sessions.create(sessionParams(), { idempotencyKey: 'k' })
    expect(again.id).toBe(session.id)
    second.sandbox.clock.advance(24 * 3600)
    expect((await second.stripe.refunds.retrieve(refund.id)).status).toBe('succeeded')
    expect((await second.stripe.checkout.sessions.retrieve(open.id)).status).toBe('expired')
  })

  test('are their owner’s alone', async () => {
    const stateFile = newFile()
    await openSandbox({ stateFile })
    expect(statSync(stateFile).mode & 0o777).toBe(0o600)
  })

  test('lose a line that was torn, and nothing before it', () => {
    const file = newFile()
    const books = new Books()
    books.open(file, 0)
    books.answers.put(answer('whole', 0))
    books.commit()
    books.answers.put(answer('first half', 0))
    books.answers.put(answer('second half', 0))
    books.commit()
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20))
    const read = new Books()
    read.open(file, 0)
    expect(read.answers.all().map(({ id }) => id)).toEqual(['whole'])
    // What is written next must not be glued to the torn line.
    read.answers.put(answer('next', 0))
    read.commit()
    const again = new Books()
    again.open(file, 0)
    expect(again.answers.all().map(({ id }) => id)).toEqual(['whole', 'next'])
  })

  test('that are damaged are named, not begun anew', () => {
    const file = newFile()
    const books = new Books()
    books.open(file, 0)
    books.answers.put(answer('kept', 0))
    books.commit()
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, 'not a line of books\n')
    appendFileSync(file, whole)
    expect(() => new Books().open(file, 0)).toThrow(`cannot read line 1 of ${file}`)
  })

  test('are written anew before they are mostly history', () => {
    const file = newFile()
    const books = new Books()
    books.open(file, 0)
    for (let change = 0; change < 25_000; change++) {
      books.answers.put(answer('the same', 0, String(change)))
      books.commit()
    }
    expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThan(21_000)
    const read = new Books()
    read.open(file, 0)
    expect(read.answers.all()).toMatchObject([{ id: 'the same', body: '24999' }])
  })

  test('forget keys after a day', () => {
    const file = newFile()
    const books = new Books()
    books.open(file, 0)
    books.answers.put(answer('old', 1000))
    books.answers.put(answer('young', 2000))
    books.commit()
    const read = new Books()
    read.open(file, 24 * 3600 + 1500)
    expect(read.answers.all().map(({ id }) => id)).toEqual(['young'])
  })

  test('know nothing once they are emptied', () => {
    const file = newFile()
    const books = new Books()
    books.open(file, 0)
    books.answers.put(answer('k', 0))
    books.clear()
    const read = new Books()
    read.open(file, 0)
    expect(read.answers.size).toBe(0)
  })
})
