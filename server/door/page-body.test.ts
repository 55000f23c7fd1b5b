import type { ClientRequest, IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { bodyDesk, Stalled, TooLarge } from './page-body.ts'

const QUICK = { bytes: 4, everyMs: 20 }

function request(headers: Record<string, string>) {
  const stream = new PassThrough()
  return { stream, request: Object.assign(stream, { headers }) as unknown as IncomingMessage }
}

function otherSide() {
  const stream = new PassThrough()
  return { heard: buffer(stream), out: stream as unknown as ClientRequest }
}

describe('a body', () => {
  test('that is a form is whole, with its length, before anybody is told', async () => {
    const { stream, request: asked } = request({ 'transfer-encoding': 'chunked' })
    stream.write('a=1')
    stream.end('&b=2')
    const body = await bodyDesk()(asked)
    const { heard, out } = otherSide()
    await body?.sendTo(out)
    expect(body?.length).toBe(7)
    expect(String(await heard)).toBe('a=1&b=2')
  })

  test('that is larger goes on as it comes, and arrives whole', async () => {
    const { stream, request: asked } = request({ 'transfer-encoding': 'chunked' })
    const sent = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251))
    stream.write(sent.subarray(0, 70_000))
    const body = await bodyDesk()(asked)
    expect(body?.length).toBeNull()
    const { heard, out } = otherSide()
    const told = body?.sendTo(out)
    stream.end(sent.subarray(70_000))
    await told
    expect((await heard).equals(sent)).toBe(true)
  })

  test('that is not there is none', async () => {
    expect(await bodyDesk()(request({}).request)).toBeNull()
  })

  test('that stops moving is not waited for, in a form as in a picture', async () => {
    const form = request({ 'content-length': '100' })
    form.stream.write('a')
    await expect(bodyDesk(QUICK)(form.request)).rejects.toThrow(Stalled)
    const picture = request({ 'content-length': '100000' })
    picture.stream.write('a')
    const body = await bodyDesk(QUICK)(picture.request)
    const { heard, out } = otherSide()
    heard.catch(() => {})
    await expect(body?.sendTo(out)).rejects.toThrow(Stalled)
  })

  test('that is too large is refused, said beforehand or found out', async () => {
    await expect(bodyDesk()(request({ 'content-length': '16777217' }).request)).rejects.toThrow(TooLarge)
    const { stream, request: asked } = request({ 'transfer-encoding': 'chunked' })
    stream.write(Buffer.alloc(70_000))
    const body = await bodyDesk()(asked)
    const { heard, out } = otherSide()
    heard.catch(() => {})
    const told = body?.sendTo(out)
    stream.end(Buffer.alloc(17 * 1024 * 1024))
    await expect(told).rejects.toThrow(TooLarge)
  })
})
