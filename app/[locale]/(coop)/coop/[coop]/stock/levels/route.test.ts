import { beforeAll, describe, expect, test, vi } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import type { Actor } from '#lib/members/model.ts'
import { useTestDatabase } from '../../../../../../../tests/fixtures/database.ts'
import { addPerson, addVariant, setUpStall } from '../../../../../../../tests/fixtures/stall.ts'
import { GET } from './route.ts'

const asking = vi.hoisted((): { actor: Actor } => ({ actor: { kind: 'guest', id: 'gst_1' } }))
vi.mock('#lib/edge/request.ts', () => ({ visit: async () => asking }))
useTestDatabase(closeDb)

let slug: string
let variantId: string
let packer: Actor
let others: Actor[]

beforeAll(async () => {
  const stall = await setUpStall()
  slug = stall.slug
  variantId = await addVariant(stall)
  await db().stockLevel.create({ data: { variantId, onHand: 5, held: 2 } })
  packer = await addPerson(stall.cooperativeId, 'PACKER')
  others = [
    { kind: 'guest', id: 'gst_1' },
    await addPerson(stall.cooperativeId),
    await addPerson((await setUpStall()).cooperativeId, 'MANAGER'),
  ]
})

function ask(of: string, tag?: string) {
  const request = new Request(`http://shop.test/levels?of=${of}`, {
    headers: tag ? { 'If-None-Match': tag } : {},
  })
  return GET(request, { params: Promise.resolve({ coop: slug }) })
}

describe('levels for pages that follow them', () => {
  test('are said to those who work there, and once again only when they moved', async () => {
    asking.actor = packer
    const first = await ask(variantId)
    expect(await first.json()).toEqual([[variantId, 5, 2]])
    const tag = first.headers.get('etag') ?? ''
    expect((await ask(variantId, tag)).status).toBe(304)
    expect((await ask(variantId, `W/${tag}`)).status).toBe(304)
    await db().stockLevel.update({ where: { variantId }, data: { held: 1 } })
    const moved = await ask(variantId, tag)
    expect([moved.status, await moved.json()]).toEqual([200, [[variantId, 5, 1]]])
  })

  test('are nobody else’s to know', async () => {
    for (const actor of others) {
      asking.actor = actor
      const answer = await ask(variantId)
      expect([answer.status, await answer.text()]).toEqual([404, ''])
    }
  })

  test.each(['', 'var_1', "x' or 1=1", 'var_00000000000000000000aa'])('for %j are none', async (of) => {
    asking.actor = packer
    expect(await (await ask(of)).json()).toEqual([])
  })
})
