import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { closeDb, db } from '#lib/kernel/db.ts'
import { useTestDatabase } from '../fixtures/database.ts'
import { eventually, type MediaDoor, openMediaDoor } from '../fixtures/door-media.ts'

useTestDatabase(closeDb)

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0

describe.skipIf(!hasFfmpeg)(
  'ffmpeg, with the line that the studio prints (skipped where there is no ffmpeg)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'cunbo-ffmpeg-'))
    const film = join(folder, 'film.mp4')
    let door: MediaDoor
    let encoder: ChildProcess | undefined

    beforeAll(async () => {
      const pictures = ['-f', 'lavfi', '-i', 'testsrc2=size=160x90:rate=30', '-f', 'lavfi', '-i', 'sine']
      const made = spawnSync('ffmpeg', ['-v', 'error', ...pictures, '-t', '4', '-pix_fmt', 'yuv420p', film])
      expect(made.status).toBe(0)
      door = await openMediaDoor()
    })
    afterEach(async () => {
      if (encoder && encoder.exitCode === null) {
        encoder.kill('SIGKILL')
        await once(encoder, 'exit')
      }
    })
    afterAll(async () => {
      await door.close()
      rmSync(folder, { recursive: true, force: true })
    })

    /** The line of docs and studio, word for word, with another muxing where asked. */
    function push(address: string, muxing = '-hls_segment_type fmp4'): ChildProcess {
      const line =
        '-re -stream_loop -1 -i FILE -c:v libx264 -preset veryfast -tune zerolatency -g 30 -keyint_min 30 ' +
        `-sc_threshold 0 -c:a aac -f hls -hls_time 1 ${muxing} ` +
        '-hls_flags independent_segments+program_date_time -method PUT -http_persistent 1 -ignore_io_errors 1 ADDRESS'
      const args = line.split(' ').map((word) => ({ FILE: film, ADDRESS: address })[word] ?? word)
      encoder = spawn('ffmpeg', ['-v', 'error', '-nostdin', ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
      encoder.stderr?.resume()
      return encoder
    }
    const rowsOf = (showId: string) =>
      db().segment.findMany({ where: { showId }, orderBy: { sequence: 'asc' }, include: { epoch: true } })

    it.each([
      ['fMP4', '-hls_segment_type fmp4'],
      ['MPEG-TS', '-hls_segment_type mpegts'],
    ])('is taken as it comes: %s', async (_container, muxing) => {
      const show = await door.show()
      push(`${door.origin}/ingest/${show.key}/e1/index.m3u8`, muxing)
      const rows = await eventually(
        () => rowsOf(show.id),
        (some) => some.length >= 3,
        25_000,
      )
      expect(rows.map(({ sequence, number }) => [sequence, number]).slice(0, 3)).toEqual([
        [0, 0],
        [1, 1],
        [2, 2],
      ])
      for (const row of rows.slice(0, 3)) {
        expect(row.independent).toBe(true)
        expect(row.durationMicros).toBe(1_000_000)
        expect(Math.abs(row.receivedAt.getTime() - row.capturedAt.getTime() - 1_000)).toBeLessThan(3_000)
      }
      expect((await door.playlist(show.slug)).text).toContain('#EXTINF:1,')
    })

    it('goes on after the door was gone for a while, in the same epoch, with the gap noted', async () => {
      const show = await door.show()
      push(`${door.origin}/ingest/${show.key}/e1/index.m3u8`)
      const before = await eventually(
        () => rowsOf(show.id),
        (rows) => rows.length >= 2,
        25_000,
      )
      await door.goAway()
      // Away for as long as it takes the encoder to lose some: it counts on by itself.
      const lost = Date.now() + 2_500
      await eventually(
        () => Date.now(),
        (now) => now > lost,
      )
      await door.comeBack()
      const rows = await eventually(
        () => rowsOf(show.id),
        (some) => some.filter(({ gap }) => !gap).length >= before.length + 3,
        25_000,
      )
      expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, i) => i))
      expect(rows.map(({ number }) => number)).toEqual(rows.map((_row, i) => i))
      expect(new Set(rows.map(({ epoch }) => epoch.name))).toEqual(new Set(['e1']))
      expect(rows.some(({ gap }) => gap)).toBe(true)
      expect((await door.playlist(show.slug)).text).toContain('#EXT-X-GAP')
    }, 60_000)

    it('started again under the same word is a new epoch of the same show', async () => {
      const show = await door.show()
      const address = `${door.origin}/ingest/${show.key}/e1/index.m3u8`
      const first = push(address)
      await eventually(
        () => rowsOf(show.id),
        (rows) => rows.length >= 2,
        25_000,
      )
      first.kill('SIGKILL')
      await once(first, 'exit')
      push(address)
      const rows = await eventually(
        () => rowsOf(show.id),
        (some) => some.filter(({ epoch }) => epoch.name === 'e1-2').length >= 2,
        25_000,
      )
      expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, i) => i))
      expect(rows.filter(({ gap }) => gap)).toEqual([])
    })
  },
)
