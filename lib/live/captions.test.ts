import { beforeAll, describe, expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import type { Actor } from '#lib/members/model.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { setUpShow } from '../../tests/fixtures/show.ts'
import { addPerson, type Stall, setUpStall } from '../../tests/fixtures/stall.ts'
import { captionsText, showPage } from './queries.ts'
import { removeCaptions } from './remove-captions.ts'
import { CAPTIONS_LIMIT_BYTES, setCaptions } from './set-captions.ts'
import { preparedShow } from './studio-queries.ts'

useTestDatabase(closeDb)

const context = systemContext()
let stall: Stall
beforeAll(async () => {
  stall = await setUpStall()
})

const file = (words = 'Hello') => new Blob([`WEBVTT\n\n00:01.000 --> 00:02.000\n${words}\n`])
const set = (actor: Actor, showId: string, given = file()) =>
  setCaptions(context, actor, { showId, language: 'en', file: given })
const trailOf = async (showId: string) =>
  (await db().auditEntry.findMany({ where: { subject: showId }, orderBy: { id: 'asc' } })).map(
    ({ action, actorId }) => [action, actorId],
  )

describe('captions of a replay', () => {
  test('are there for its viewers, under another id after another file, and gone when taken off', async () => {
    const { id, slug, host } = await setUpShow(stall, 'ENDED')
    expect((await showPage(slug))?.captions).toBeNull()
    const first = await set(host, id)
    const second = await set(host, id, file('Bonjour'))
    if (!first.ok || !second.ok) throw new Error('refused')
    const { captionsId } = second.value
    for (const page of [await showPage(slug), await preparedShow(slug)])
      expect(page?.captions).toEqual({ id: captionsId, language: 'en' })
    expect(await captionsText(captionsId)).toContain('Bonjour')
    expect(await captionsText(first.value.captionsId)).toBeNull()

    for (let tap = 0; tap < 2; tap++)
      expect(await removeCaptions(context, host, { showId: id })).toMatchObject({ ok: true })
    expect((await showPage(slug))?.captions).toBeNull()
    expect(await captionsText(captionsId)).toBeNull()
    expect(await trailOf(id)).toEqual([
      ['live.set-captions', host.id],
      ['live.set-captions', host.id],
      ['live.remove-captions', host.id],
    ])
  })

  test('two files at once leave one', async () => {
    const { id, host } = await setUpShow(stall, 'ENDED')
    await Promise.all([set(host, id), set(host, id), set(host, id)])
    expect(await db().showCaptions.count({ where: { showId: id } })).toBe(1)
  })

  test('that are wrong or too big change nothing', async () => {
    const { id, slug, host } = await setUpShow(stall, 'ENDED')
    const good = await set(host, id)
    const wrong = new Blob(['1\n00:00:01,000 --> 00:00:02,000\nHello\n'])
    expect(await set(host, id, wrong)).toMatchObject({ fault: { code: 'captions-unreadable', line: 1 } })
    const big = file('x'.repeat(CAPTIONS_LIMIT_BYTES))
    expect(await set(host, id, big)).toEqual({
      ok: false,
      fault: { code: 'captions-too-big', limitBytes: CAPTIONS_LIMIT_BYTES },
    })
    expect((await showPage(slug))?.captions?.id).toBe(good.ok && good.value.captionsId)
  })

  test('are the hosts’ to set, once the film is whole', async () => {
    const ended = await setUpShow(stall, 'ENDED')
    const others: Actor[] = [
      await addPerson(stall.cooperativeId, 'PACKER'),
      await addPerson((await setUpStall()).cooperativeId, 'MANAGER'),
      { kind: 'guest', id: 'gst_1' },
    ]
    for (const actor of others) {
      expect(await set(actor, ended.id)).toMatchObject({ fault: { code: 'not-allowed' } })
      expect(await removeCaptions(context, actor, { showId: ended.id })).toMatchObject({
        fault: { code: 'not-allowed' },
      })
    }
    const live = await setUpShow(stall, 'LIVE')
    expect(await set(live.host, live.id)).toMatchObject({ fault: { code: 'show-closed', state: 'LIVE' } })
    expect(await db().showCaptions.count({ where: { showId: { in: [ended.id, live.id] } } })).toBe(0)
  })

  test('go with the replay', async () => {
    const { id, host } = await setUpShow(stall, 'ENDED')
    const answer = await set(host, id)
    await db().show.update({ where: { id }, data: { replayGoneAt: new Date() } })
    expect(await captionsText(answer.ok ? answer.value.captionsId : '')).toBeNull()
  })
})
