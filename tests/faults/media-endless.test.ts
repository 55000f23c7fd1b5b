import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { logger } from '#lib/kernel/log.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { openByteStore } from '#lib/media/byte-store.ts'
import { closeStream } from '#lib/media/close-stream.ts'
import { keepLatest } from '#lib/media/keep-latest.ts'
import { filmKeptSince, replayMoments } from '#lib/media/queries.ts'
import { trimEndless } from '#lib/media/trim-endless.ts'
import { useTestDatabase } from '../fixtures/database.ts'
import { type MediaDoor, openMediaDoor, type TestShow } from '../fixtures/door-media.ts'
import { initSection, otherInit, segmentAt } from '../fixtures/media-segments.ts'

useTestDatabase(closeDb)

const log = logger('test')
/** Seconds of film before the test begins: three hours and a bit, in two runs, the first of them of 400 segments. */
const SECONDS = 11_000
const FIRST_RUN = 400
const HOUR = 60

let door: MediaDoor
let show: TestShow
beforeEach(async () => {
  door = await openMediaDoor()
  show = await door.show()
})
afterEach(() => door.close())

const trim = () => trimEndless(openByteStore(door.dataDir), log)
const folder = (epoch: string) => join(door.dataDir, 'media', show.id, epoch)
const bytesOf = (epoch: string) => (existsSync(folder(epoch)) ? readdirSync(folder(epoch)).sort() : [])
const sequences = async () =>
  (await db().segment.findMany({ where: { showId: show.id }, orderBy: { sequence: 'asc' } })).map(
    ({ sequence }) => sequence,
  )
const line = (text: string, name: string) => Number(new RegExp(`#EXT-X-${name}:(\\d+)`).exec(text)?.[1])

/** One segment each of two runs through the door, stretched in the rows into a morning that went before. */
async function onAirForHours(): Promise<void> {
  await door.put(show.key, 'one/init.mp4', initSection)
  await door.put(show.key, 'one/0.m4s', segmentAt({ at: 0 }))
  await door.put(show.key, 'two/init.mp4', otherInit())
  await door.put(show.key, 'two/0.m4s', segmentAt({ at: 0 }))
  const epochs = await db().epoch.findMany({ where: { showId: show.id }, orderBy: { ordinal: 'asc' } })
  const [one, two] = epochs.map(({ id }) => id)
  await db().$executeRaw`delete from segment where show_id = ${show.id}`
  // The longest segment is among the first: what is announced of it outlives it.
  await db().$executeRaw`
    insert into segment (id, show_id, epoch_id, sequence, number, file, init_id, captured_at, duration_micros,
                         byte_length, sha256, independent, gap, received_at)
    select ${show.id} || n, ${show.id}, e.id, n, number, number || '.m4s', i.id, at, case n when 5 then 3000000 else 1000000 end,
           1, n::text, true, false, at
    from generate_series(0, ${SECONDS - 1}::int) n
    cross join lateral (select case when n < ${FIRST_RUN}::int then n else n - ${FIRST_RUN}::int end as number,
                      now() - (${SECONDS}::int - n) * interval '1 second' as at) s
    join epoch e on e.id = case when n < ${FIRST_RUN}::int then ${one} else ${two} end
    join init_section i on i.epoch_id = e.id`
  await db().epoch.update({ where: { id: two ?? '' }, data: { expected: SECONDS - FIRST_RUN } })
  for (const [epoch, numbers] of [
    ['one', [0, 399]],
    ['two', [1, 6_998, 6_999, 7_000, SECONDS - FIRST_RUN - 1]],
  ] as const)
    for (const number of numbers) writeFileSync(join(folder(epoch), `${number}.m4s`), 'x')
  // What the door had in memory was of the film before.
  await door.goAway()
  await door.comeBack()
}

describe('an endless film', () => {
  it('keeps its latest hour, bytes and rows, while it goes on', async () => {
    await onAirForHours()
    await keepLatest(show.id, HOUR)
    await trim()
    const [first = 0, ...rest] = await sequences()
    expect(first).toBe(SECONDS - 3_601)
    expect(rest.at(-1)).toBe(SECONDS - 1)
    expect(rest.length).toBe(SECONDS - 1 - first)
    // The first run is gone; of the second what the rows say is left, and its init section.
    expect(bytesOf('one')).toEqual([])
    expect(bytesOf('two')).toEqual(['10599.m4s', '6999.m4s', '7000.m4s', 'init.mp4'])
    await trim()
    expect((await sequences())[0]).toBe(first)
  })

  it('goes on as if nothing had gone: numbers, breaks and the longest segment stay', async () => {
    await onAirForHours()
    const before = (await door.playlist(show.slug)).text
    await keepLatest(show.id, HOUR)
    await trim()
    // A door that knows nothing of what was.
    const fresh = await door.another()
    try {
      const after = (await fresh.playlist(show.slug)).text
      expect(after).toBe(before)
      expect(line(after, 'TARGETDURATION')).toBe(3)
      expect(line(after, 'DISCONTINUITY-SEQUENCE')).toBe(1)
      const taken = await fresh.put(show.key, 'three/init.mp4', initSection)
      expect(taken.status).toBe(201)
      const next = await fresh.put(show.key, 'three/0.m4s', segmentAt({ at: 0 }))
      expect([next.status, next.json.sequence]).toEqual([201, SECONDS])
      const grown = (await fresh.playlist(show.slug)).text
      expect(line(grown, 'MEDIA-SEQUENCE')).toBe(line(before, 'MEDIA-SEQUENCE') + 1)
      expect(line(grown, 'DISCONTINUITY-SEQUENCE')).toBe(1)
      expect(grown.match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(1)
    } finally {
      await fresh.close()
    }
  })

  it('counts breaks alike in the door that took the segment and in one that reads the rows', async () => {
    await onAirForHours()
    // So long that the next segment is alone in the window.
    await db().segment.updateMany({
      where: { showId: show.id, sequence: SECONDS - 1 },
      data: { durationMicros: 700_000_000 },
    })
    await keepLatest(show.id, HOUR)
    await trim()
    await door.playlist(show.slug)
    await door.put(show.key, 'three/init.mp4', initSection)
    await door.put(show.key, 'three/0.m4s', segmentAt({ at: 0 }))
    const remembered = (await door.playlist(show.slug)).text
    expect([line(remembered, 'MEDIA-SEQUENCE'), line(remembered, 'DISCONTINUITY-SEQUENCE')]).toEqual([
      SECONDS,
      2,
    ])
    await door.goAway()
    await door.comeBack()
    expect((await door.playlist(show.slug)).text).toBe(remembered)
  })

  it('serves nothing that went, and gives no gone name to other bytes', async () => {
    await onAirForHours()
    await keepLatest(show.id, HOUR)
    await trim()
    expect((await fetch(`${door.origin}/hls/${show.slug}/one/0.m4s`)).status).toBe(404)
    expect((await fetch(`${door.origin}/hls/${show.slug}/two/10599.m4s`)).status).toBe(200)
    // Caches may hold `one/0.m4s` for a year.
    await door.put(show.key, 'one/init.mp4', initSection)
    await door.put(show.key, 'one/0.m4s', segmentAt({ at: 0 }))
    expect((await door.playlist(show.slug)).text).toContain('\none-2/0.m4s\n')
  })

  it('once over stays whole as it is, and its replay begins where what is left begins', async () => {
    await onAirForHours()
    await keepLatest(show.id, HOUR)
    await trim()
    const [first = 0] = await sequences()
    const since = (await filmKeptSince(show.id)) ?? new Date(0)
    const moments = [new Date(since.getTime() - 60_000), new Date(since.getTime() + 60_000)]
    expect(await replayMoments(show.id, moments)).toEqual([null, expect.closeTo(60, 1)])
    await inTransaction(async (tx) => ok(await closeStream(tx, systemContext(), show.id)))
    await keepLatest(show.id, 3 * HOUR)
    await db().$executeRaw`update endless_film set keep_minutes = 1`
    await trim()
    expect((await sequences())[0]).toBe(first)
    await door.turn(show.slug, { state: 'ENDED' })
    const film = (await door.playlist(show.slug)).text
    expect(line(film, 'MEDIA-SEQUENCE')).toBe(first)
    expect(film).toMatch(/#EXT-X-ENDLIST\n$/)
    expect(film.match(/#EXTINF/g)).toHaveLength(SECONDS - first)
  })

  it('keeps what a live playlist shows even after a long silence', async () => {
    await onAirForHours()
    await keepLatest(show.id, HOUR)
    // Silent for a day, then one more.
    await db().$executeRaw`
      update segment set received_at = received_at - interval '1 day' where show_id = ${show.id} and sequence < ${SECONDS - 1}`
    await trim()
    expect((await sequences()).length).toBe(2_400)
  })

  it('is only what somebody said is one, and an hour at least', async () => {
    await onAirForHours()
    await trim()
    expect((await sequences()).length).toBe(SECONDS)
    expect(await filmKeptSince(show.id)).toBeNull()
    await expect(keepLatest(show.id, 59)).rejects.toThrow('too few')
  })
})
