import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import { logger } from '#lib/kernel/log.ts'
import { ok } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/kernel/transaction.ts'
import { openByteStore } from '#lib/media/byte-store.ts'
import { closeStream } from '#lib/media/close-stream.ts'
import { removeOldReplays, sweepBytes } from '#lib/media/remove-old-replays.ts'
import { useTestDatabase } from '../fixtures/database.ts'
import { eventsOf, eventually, type MediaDoor, openMediaDoor, type TestShow } from '../fixtures/door-media.ts'
import { initSection, segmentAt } from '../fixtures/media-segments.ts'

useTestDatabase(closeDb)

const log = logger('test')
const MEGABYTE = 1024 * 1024

/** A file system of eight megabytes, or why there can be none. */
function smallDisk(): { folder: string; remove: () => void } | string {
  const folder = mkdtempSync(join(tmpdir(), 'cunbo-small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=755', 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    rmdirSync(folder)
    return `a small disk cannot be mounted here: ${String((error as { stderr?: unknown }).stderr).trim()}`
  }
  return {
    folder,
    remove() {
      execFileSync('umount', [folder])
      rmdirSync(folder)
    },
  }
}

async function onAir(door: MediaDoor, sizes: readonly number[]): Promise<TestShow> {
  const show = await door.show()
  await door.put(show.key, 'e1/init.mp4', initSection)
  for (const [n, padding] of sizes.entries())
    expect((await door.put(show.key, `e1/${n}.m4s`, segmentAt({ at: n, padding }))).status).toBe(201)
  return show
}

const end = (show: TestShow) =>
  inTransaction(async (tx) => ok(await closeStream(tx, systemContext(), show.id)))

describe('a full disk', () => {
  const disk = smallDisk()
  let door: MediaDoor | undefined
  afterEach(async () => {
    await door?.close()
  })
  afterAll(() => {
    if (typeof disk !== 'string') disk.remove()
  })
  const here = it.skipIf(typeof disk === 'string')
  const dataDir = typeof disk === 'string' ? '' : disk.folder

  if (typeof disk === 'string') it(`is not tried: ${disk}`, (context) => context.skip())

  here(
    'stops the encoder with 507 and leaves the show as it was; room comes from the oldest replay',
    async () => {
      door = await openMediaDoor({ dataDir, diskFloorBytes: 64 * 1024 })
      const old = await onAir(door, [MEGABYTE, MEGABYTE])
      await end(old)
      const show = await onAir(door, [MEGABYTE, MEGABYTE, MEGABYTE])
      const before = await door.playlist(show.slug)

      // Something else takes what is left.
      const ballast = join(dataDir, 'ballast')
      const free = await openByteStore(dataDir).free()
      writeFileSync(ballast, randomBytes(free - 100 * 1024))
      const bytes = segmentAt({ at: 3, padding: MEGABYTE })
      const refused = await door.put(show.key, 'e1/3.m4s', bytes)
      expect([refused.status, refused.json.message]).toEqual([507, expect.stringContaining('full')])
      expect((await door.playlist(show.slug)).text).toBe(before.text)
      expect(readdirSync(join(dataDir, 'media', show.id, 'e1'))).not.toContain('3.m4s')
      expect(await db().segment.count({ where: { showId: show.id } })).toBe(3)
      expect((await fetch(`${door.origin}/hls/${show.slug}/e1/2.m4s`)).status).toBe(200)

      // The old replay went, so the same segment fits now.
      await eventually(
        () => eventsOf(old.id),
        (types) => types.includes('media.replay-removed'),
      )
      const taken = await eventually(
        () => door?.put(show.key, 'e1/3.m4s', bytes),
        (reply) => reply?.status === 201,
      )
      expect(taken?.json.sequence).toBe(3)
      expect(readdirSync(join(dataDir, 'media', '.tmp'))).toEqual([])
      rmSync(ballast)
    },
  )

  here(
    'leaves the last of the disk to the database: what would still fit is refused before that',
    async () => {
      const reserve = 2 * MEGABYTE
      // A sixteenth of the floor.
      door = await openMediaDoor({ dataDir, diskFloorBytes: 16 * reserve })
      const show = await door.show()
      const ballast = join(dataDir, 'ballast')
      const free = await openByteStore(dataDir).free()
      writeFileSync(ballast, randomBytes(free - reserve - MEGABYTE / 2))
      expect((await door.put(show.key, 'e1/init.mp4', initSection)).status).toBe(201)
      const refused = await door.put(show.key, 'e1/0.m4s', segmentAt({ at: 0, padding: MEGABYTE }))
      expect(refused.status).toBe(507)
      expect((await door.put(show.key, 'e1/0.m4s', segmentAt({ at: 0 }))).status).toBe(201)
      rmSync(ballast)
    },
  )

  here('is noticed by the write itself when it fills in between', async () => {
    const store = openByteStore(dataDir)
    const path = { showId: 'sho_full', epoch: 'e1', file: '0.m4s' }
    await expect(store.place(path, Buffer.alloc(9 * MEGABYTE))).rejects.toThrow('full')
    expect(await store.sizeOf(path)).toBeNull()
    expect(readdirSync(join(dataDir, 'media', '.tmp'))).toEqual([])
  })
})

describe('retention', () => {
  beforeEach(async () => {
    await db().epoch.deleteMany()
  })

  it('removes replays past their days, rows and bytes, and never a show that is not over', async () => {
    const door = await openMediaDoor()
    try {
      const [old, fresh, live] = [await onAir(door, [0]), await onAir(door, [0]), await onAir(door, [0])]
      await end(old)
      await end(fresh)
      await db().epoch.updateMany({
        where: { showId: { in: [old.id, live.id] } },
        data: { openedAt: new Date('2025-01-01'), closedAt: new Date('2025-01-01') },
      })
      await db().epoch.updateMany({ where: { showId: live.id }, data: { closedAt: null } })
      const store = openByteStore(door.dataDir)
      const limits = { replayDays: 365, diskFloorBytes: 1 }
      expect(await removeOldReplays(systemContext(), store, limits, log)).toBe(1)
      expect(await db().segment.count({ where: { showId: old.id } })).toBe(0)
      expect(readdirSync(join(door.dataDir, 'media')).sort()).toEqual(['.tmp', fresh.id, live.id].sort())
      expect(await eventsOf(old.id)).toContain('media.replay-removed')
      expect(await removeOldReplays(systemContext(), store, limits, log)).toBe(0)

      // Below the floor the youngest replay goes too; the show on air stays, however little is free.
      const never = { replayDays: 365, diskFloorBytes: Number.MAX_SAFE_INTEGER }
      expect(await removeOldReplays(systemContext(), store, never, log)).toBe(1)
      expect(await removeOldReplays(systemContext(), store, never, log)).toBe(0)
      expect(await db().segment.count({ where: { showId: live.id } })).toBe(1)
      expect((await fetch(`${door.origin}/hls/${live.slug}/e1/0.m4s`)).status).toBe(200)
    } finally {
      await door.close()
    }
  })

  it('finds bytes that no row speaks of, once they are old', async () => {
    const door = await openMediaDoor()
    try {
      const show = await onAir(door, [0])
      const store = openByteStore(door.dataDir)
      await store.place({ showId: 'sho_nobody', epoch: 'e1', file: '0.m4s' }, Buffer.from('x'))
      expect(await sweepBytes(store)).toEqual([])
      for (const name of ['sho_nobody', show.id])
        utimesSync(join(door.dataDir, 'media', name), new Date('2025-01-01'), new Date('2025-01-01'))
      expect(await sweepBytes(store)).toEqual(['sho_nobody'])
      expect((await fetch(`${door.origin}/hls/${show.slug}/e1/0.m4s`)).status).toBe(200)
    } finally {
      await door.close()
    }
  })
})

describe('bytes without a row', () => {
  it('are not served, are kept when they are the same, and give way to others once they are old', async () => {
    const door = await openMediaDoor()
    try {
      const show = await onAir(door, [0])
      const store = openByteStore(door.dataDir)
      const at = (file: string) => ({ showId: show.id, epoch: 'e1', file })
      // A door placed them and died before the row.
      await store.place(at('1.m4s'), segmentAt({ at: 1 }))
      expect((await fetch(`${door.origin}/hls/${show.slug}/e1/1.m4s`)).status).toBe(404)
      expect((await door.put(show.key, 'e1/1.m4s', segmentAt({ at: 1 }))).status).toBe(201)
      await store.place(at('2.m4s'), segmentAt({ at: 2, mark: 1 }))
      expect((await door.put(show.key, 'e1/2.m4s', segmentAt({ at: 2 }))).status).toBe(503)
      const old = new Date(Date.now() - 120_000)
      utimesSync(join(door.dataDir, 'media', show.id, 'e1', '2.m4s'), old, old)
      expect((await door.put(show.key, 'e1/2.m4s', segmentAt({ at: 2 }))).status).toBe(201)
      const served = await (await fetch(`${door.origin}/hls/${show.slug}/e1/2.m4s`)).arrayBuffer()
      expect(Buffer.from(served).equals(segmentAt({ at: 2 }))).toBe(true)
    } finally {
      await door.close()
    }
  })
})
