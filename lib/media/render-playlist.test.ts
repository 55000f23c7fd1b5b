import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlaylistSegment } from './model.ts'
import { type PlaylistPin, renderPlaylist, targetDurationOf } from './render-playlist.ts'

const NOON = Date.UTC(2026, 10, 20, 12)

function segment(sequence: number, more: Partial<PlaylistSegment> = {}): PlaylistSegment {
  return {
    sequence,
    epoch: 'e1',
    file: `${sequence}.m4s`,
    init: 'init.mp4',
    discontinuity: 0,
    capturedAt: NOON + sequence * 1_000,
    durationMicros: 1_000_000,
    independent: true,
    gap: false,
    ...more,
  }
}

const render = (
  segments: readonly PlaylistSegment[],
  { pins = [], ended = false }: { pins?: readonly PlaylistPin[]; ended?: boolean } = {},
) => renderPlaylist({ segments, targetDuration: targetDurationOf(segments), pins, ended })
const lines = (text: string) => text.trimEnd().split('\n')
const tag = (text: string, name: string) => lines(text).filter((line) => line.startsWith(`#EXT-X-${name}`))

describe('a live playlist', () => {
  it('is, to the letter', () => {
    expect(render([segment(7), segment(8)])).toBe(
      [
        '#EXTM3U',
        '#EXT-X-VERSION:8',
        '#EXT-X-TARGETDURATION:1',
        '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES',
        '#EXT-X-MEDIA-SEQUENCE:7',
        '#EXT-X-DISCONTINUITY-SEQUENCE:0',
        '#EXT-X-INDEPENDENT-SEGMENTS',
        '#EXT-X-MAP:URI="e1/init.mp4"',
        '#EXT-X-PROGRAM-DATE-TIME:2026-11-20T12:00:07.000Z',
        '#EXTINF:1,',
        'e1/7.m4s',
        '#EXTINF:1,',
        'e1/8.m4s',
        '',
      ].join('\n'),
    )
  })

  it('has no map for MPEG-TS, and none twice', () => {
    const transport = (sequence: number) => segment(sequence, { init: null, file: `${sequence}.ts` })
    expect(tag(render([transport(0), transport(1)]), 'MAP')).toEqual([])
    expect(tag(render([segment(0), segment(1), segment(2)]), 'MAP')).toHaveLength(1)
  })

  it('breaks between epochs, with the new map and the time', () => {
    const second = { epoch: 'e1-2', discontinuity: 1, capturedAt: NOON + 60_000 }
    const text = render([segment(0), segment(1, second)])
    expect(lines(text).slice(-5)).toEqual([
      '#EXT-X-DISCONTINUITY',
      '#EXT-X-MAP:URI="e1-2/init.mp4"',
      '#EXT-X-PROGRAM-DATE-TIME:2026-11-20T12:01:00.000Z',
      '#EXTINF:1,',
      'e1-2/1.m4s',
    ])
    // RFC 8216, 6.2.2: when the tag has left the window, the sequence has counted it.
    const later = render([segment(1, second), segment(2, { ...second, capturedAt: NOON + 61_000 })])
    expect(tag(later, 'DISCONTINUITY')).toEqual(['#EXT-X-DISCONTINUITY-SEQUENCE:1'])
  })

  it('marks holes, keeps their place, and says the time again after them when it is not what adds up', () => {
    const gap = { gap: true, independent: false, file: 'gap-1.m4s', durationMicros: 900_000 }
    const text = render([segment(0), segment(1, gap), segment(2)])
    expect(lines(text).slice(9)).toEqual([
      '#EXTINF:1,',
      'e1/0.m4s',
      '#EXT-X-GAP',
      '#EXTINF:0.9,',
      'e1/gap-1.m4s',
      '#EXT-X-PROGRAM-DATE-TIME:2026-11-20T12:00:02.000Z',
      '#EXTINF:1,',
      'e1/2.m4s',
    ])
    expect(tag(text, 'INDEPENDENT')).toHaveLength(1)
  })

  it('does not call segments independent when one is not', () => {
    expect(tag(render([segment(0), segment(1, { independent: false })]), 'INDEPENDENT')).toEqual([])
  })

  it('rounds the target duration and writes exact lengths', () => {
    const text = render([segment(0, { durationMicros: 1_499_999 }), segment(1, { durationMicros: 966_667 })])
    expect(tag(text, 'TARGETDURATION')).toEqual(['#EXT-X-TARGETDURATION:1'])
    expect(text).toContain('#EXTINF:1.499999,')
    expect(text).toContain('#EXTINF:0.966667,')
  })

  it('is refused without segments', () => {
    expect(() => render([])).toThrow()
  })
})

describe('pins', () => {
  const pin = (id: string, from: number, to: number | null): PlaylistPin => ({
    id,
    productId: `pro_${id}`,
    from: NOON + from,
    to: to === null ? null : NOON + to,
  })

  it('carries those that touch the window and all that are on air', () => {
    const pins = [
      pin('past', -9_000, 9_000),
      pin('edge', 0, 10_500),
      pin('live', 12_000, null),
      pin('next', 99_000, null),
    ]
    const text = render([segment(10), segment(11), segment(12)], { pins })
    expect(tag(text, 'DATERANGE')).toEqual([
      '#EXT-X-DATERANGE:ID="edge",CLASS="shop.cunbo.pin",START-DATE="2026-11-20T12:00:00.000Z",' +
        'END-DATE="2026-11-20T12:00:10.500Z",DURATION=10.500,X-PRODUCT="pro_edge"',
      '#EXT-X-DATERANGE:ID="live",CLASS="shop.cunbo.pin",START-DATE="2026-11-20T12:00:12.000Z",X-PRODUCT="pro_live"',
      '#EXT-X-DATERANGE:ID="next",CLASS="shop.cunbo.pin",START-DATE="2026-11-20T12:01:39.000Z",X-PRODUCT="pro_next"',
    ])
  })

  it('cannot break out of its quotes', () => {
    const text = render([segment(0)], { pins: [{ ...pin('a', 0, null), productId: 'x"\n#EXT-X-ENDLIST' }] })
    expect(lines(text).filter((line) => line === '#EXT-X-ENDLIST')).toEqual([])
    expect(text).toContain('X-PRODUCT="x%22%0A#EXT-X-ENDLIST"')
  })
})

describe('an ended show', () => {
  it('is whole, has an end and will not change', () => {
    const text = render([segment(0), segment(1)], { ended: true })
    expect(tag(text, 'PLAYLIST-TYPE')).toEqual(['#EXT-X-PLAYLIST-TYPE:VOD'])
    expect(lines(text).at(-1)).toBe('#EXT-X-ENDLIST')
  })

  it('ends for those who were there without going back', () => {
    const text = render([segment(5), segment(6)], { ended: true })
    expect(tag(text, 'MEDIA-SEQUENCE')).toEqual(['#EXT-X-MEDIA-SEQUENCE:5'])
    expect(tag(text, 'PLAYLIST-TYPE')).toEqual([])
    expect(lines(text).at(-1)).toBe('#EXT-X-ENDLIST')
  })
})

describe('the rules of RFC 8216, over any show', () => {
  /** A show as rows would give it: runs of encoders, each with holes and segments of odd lengths. */
  const show = fc
    .array(
      fc.record({
        segments: fc.array(fc.record({ ms: fc.integer({ min: 20, max: 6_000 }), gap: fc.boolean() }), {
          minLength: 1,
          maxLength: 8,
        }),
        silence: fc.integer({ min: 0, max: 100_000 }),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((runs) => {
      const rows: PlaylistSegment[] = []
      let at = NOON
      for (const [run, { segments, silence }] of runs.entries()) {
        at += silence
        for (const [number, { ms, gap }] of segments.entries()) {
          const epoch = `e${run}`
          const file = gap ? `gap-${number}.m4s` : `${number}.m4s`
          rows.push({
            ...segment(rows.length),
            epoch,
            file,
            gap,
            discontinuity: run,
            capturedAt: at,
            durationMicros: ms * 1_000,
          })
          at += ms
        }
      }
      return rows
    })

  it('gives every segment one number, one discontinuity, one map and one time in every window', () => {
    fc.assert(
      fc.property(show, fc.nat(), fc.nat(), (rows, a, b) => {
        const from = a % rows.length
        const to = from + 1 + (b % (rows.length - from))
        const window = rows.slice(from, to)
        const text = renderPlaylist({
          segments: window,
          targetDuration: targetDurationOf(rows),
          pins: [],
          ended: false,
        })
        const read = readPlaylist(text)
        expect(read.map(({ uri }) => uri)).toEqual(window.map((row) => `${row.epoch}/${row.file}`))
        for (const [i, row] of window.entries()) {
          const got = read[i]
          expect(got?.sequence).toBe(row.sequence)
          expect(got?.discontinuity).toBe(row.discontinuity)
          expect(got?.map).toBe(`${row.epoch}/init.mp4`)
          expect(got?.gap).toBe(row.gap)
          expect(Math.abs((got?.at ?? 0) - row.capturedAt)).toBeLessThanOrEqual(10)
          expect(Math.round(got?.seconds ?? 0)).toBeLessThanOrEqual(got?.target ?? 0)
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** As a player reads it. */
function readPlaylist(text: string) {
  const number = (name: string) => Number(tag(text, name)[0]?.split(':')[1])
  const target = number('TARGETDURATION')
  let sequence = number('MEDIA-SEQUENCE')
  let discontinuity = number('DISCONTINUITY-SEQUENCE')
  let map = ''
  let gap = false
  let at = 0
  let seconds = 0
  const read = []
  for (const line of lines(text)) {
    if (line === '#EXT-X-DISCONTINUITY') discontinuity++
    else if (line === '#EXT-X-GAP') gap = true
    else if (line.startsWith('#EXT-X-MAP:')) map = /URI="(.*)"/.exec(line)?.[1] ?? ''
    else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) at = Date.parse(line.slice(25))
    else if (line.startsWith('#EXTINF:')) seconds = Number.parseFloat(line.slice(8))
    else if (!line.startsWith('#')) {
      read.push({ uri: line, sequence: sequence++, discontinuity, map, gap, at, seconds, target })
      gap = false
      at += seconds * 1_000
    }
  }
  return read
}
