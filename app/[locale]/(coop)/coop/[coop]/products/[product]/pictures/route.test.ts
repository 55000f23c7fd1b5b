import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { logger } from '#lib/kernel/log.ts'
import type { Actor } from '#lib/members/model.ts'
import { useTestDatabase } from '../../../../../../../../tests/fixtures/database.ts'
import { addPerson, type Stall, setUpStall } from '../../../../../../../../tests/fixtures/stall.ts'
import { POST } from './route.ts'

const asking = vi.hoisted((): { actor: Actor } => ({ actor: { kind: 'guest', id: 'gst_1' } }))
vi.mock('#lib/edge/request.ts', () => ({
  visit: async () => ({
    ...asking,
    locale: 'en',
    context: systemContext(),
    log: logger('test'),
    address: '127.0.0.1',
  }),
}))

const home = await mkdtemp(join(tmpdir(), 'cunbo-route-'))
process.env.DATA_DIR = home
afterAll(() => rm(home, { recursive: true, force: true }))
useTestDatabase(closeDb)

let stall: Stall
let host: Actor
let picture: Blob

beforeAll(async () => {
  stall = await setUpStall()
  host = await addPerson(stall.cooperativeId, 'HOST')
  const create = { width: 100, height: 100, channels: 3, background: 'red' } as const
  picture = new Blob([new Uint8Array(await sharp({ create }).png().toBuffer())])
})

async function send(form: FormData, headers: Record<string, string> = {}) {
  const request = new Request('http://shop.test/pictures', { method: 'POST', body: form })
  const body = await request.arrayBuffer()
  const sent = new Request('http://shop.test/pictures', {
    method: 'POST',
    body,
    headers: {
      'Content-Type': request.headers.get('content-type') ?? '',
      'Content-Length': String(body.byteLength),
      ...headers,
    },
  })
  return await POST(sent, { params: Promise.resolve({ product: stall.productId }) })
}

function withFile(file: Blob | string) {
  const form = new FormData()
  form.set('file', file)
  return form
}

describe('a picture sent with its progress', () => {
  test('comes in for those who may write the product', async () => {
    asking.actor = host
    const answer = await send(withFile(picture))
    expect(answer.status).toBe(201)
    const { pictureId } = (await answer.json()) as { pictureId: string }
    expect(await db().productPicture.findFirst({ where: { pictureId } })).toMatchObject({
      productId: stall.productId,
    })
  })

  test('is refused in words when it is none', async () => {
    asking.actor = host
    const answer = await send(withFile(new Blob(['<svg/>'])))
    expect([answer.status, await answer.json()]).toEqual([
      422,
      { problem: 'This is no picture that can be used. Send a JPEG, PNG, WebP or AVIF.' },
    ])
    expect((await send(withFile('not a file'))).status).toBe(400)
    expect((await send(new FormData())).status).toBe(400)
  })

  test('is refused before it is read when it is too large or says no length', async () => {
    asking.actor = host
    expect((await send(withFile(picture), { 'Content-Length': '99999999' })).status).toBe(413)
    expect((await send(withFile(picture), { 'Content-Length': '' })).status).toBe(411)
  })

  test('is nobody else’s to send', async () => {
    const before = await db().picture.count()
    const strangers: [Actor, number][] = [
      [{ kind: 'guest', id: 'gst_1' }, 401],
      [await addPerson(stall.cooperativeId), 403],
      [await addPerson(stall.cooperativeId, 'PACKER'), 403],
      [await addPerson((await setUpStall()).cooperativeId, 'MANAGER'), 403],
    ]
    for (const [actor, status] of strangers) {
      asking.actor = actor
      expect((await send(withFile(picture))).status).toBe(status)
    }
    expect(await db().picture.count()).toBe(before)
  })
})
