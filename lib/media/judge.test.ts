import { describe, expect, it } from 'vitest'
import { type IncomingSegment, judgeInit, judgeSegment, NOTHING_SEEN, type Run, type Seen } from './judge.ts'

const NOW = Date.UTC(2026, 10, 20, 12)
const SECOND = 1_000_000

/** An open fMP4 run `e1` with segments 0 to 9 of one second, the last received a second ago. */
function run(more: Partial<Run> = {}): Run {
  return {
    epochId: 'epo_1',
    keyId: 'key_1',
    name: 'e1',
    word: 'e1',
    ordinal: 1,
    open: true,
    openedAt: NOW - 60_000,
    container: 'FMP4',
    clockOffset: 0,
    expected: 10,
    init: { id: 'ini_1', file: 'init.mp4', sha256: 'init', byteLength: 900 },
    last: {
      sequence: 9,
      number: 9,
      startMicros: 9 * SECOND,
      durationMicros: SECOND,
      receivedAt: NOW - 1_000,
    },
    stored: null,
    ...more,
  }
}

function segment(number: number, more: Partial<IncomingSegment> = {}): IncomingSegment {
  return {
    keyId: 'key_1',
    word: 'e1',
    number,
    container: 'FMP4',
    sha256: `content of ${number}`,
    startMicros: number * SECOND,
    durationMicros: SECOND,
    independent: true,
    at: NOW,
    ...more,
  }
}

const seen = (more: Partial<Seen>): Seen => ({ ...NOTHING_SEEN, ...more })
const judge = (runs: readonly Run[], given: IncomingSegment, memory = NOTHING_SEEN) =>
  judgeSegment(runs, given, memory)
const codeOf = (verdict: { do: string; fault?: { code: string } }) => verdict.fault?.code ?? verdict.do

describe('a segment', () => {
  it('is appended when it is the one expected', () => {
    expect(judge([run()], segment(10))).toMatchObject({ do: 'append', holes: 0 })
  })

  it('is the same again by number and content, even of a closed run', () => {
    const stored = { sha256: 'content of 4', gap: false }
    expect(judge([run({ stored })], segment(4)).do).toBe('same')
    expect(judge([run({ epochId: 'epo_2', word: 'e2' }), run({ stored, open: false })], segment(4)).do).toBe(
      'same',
    )
  })

  it('is not taken for one of an earlier run, however alike they are', () => {
    const earlier = run({ open: false, stored: { sha256: 'content of 0', gap: false } })
    const again = run({
      epochId: 'epo_2',
      name: 'e1-2',
      ordinal: 2,
      last: null,
      expected: null,
      clockOffset: null,
    })
    expect(judge([again, earlier], segment(0))).toMatchObject({ do: 'append', run: { epochId: 'epo_2' } })
  })

  it('is refused as other content, also where a hole was noted', () => {
    expect(codeOf(judge([run({ stored: { sha256: 'else', gap: false } })], segment(4)))).toBe('other-content')
    expect(codeOf(judge([run({ stored: { sha256: '', gap: true } })], segment(4, { sha256: '' })))).toBe(
      'other-content',
    )
  })

  it('begins at any number up to a million', () => {
    const fresh = run({ last: null, expected: null, clockOffset: null })
    expect(judge([fresh], segment(1_000_000)).do).toBe('append')
    expect(codeOf(judge([fresh], segment(1_000_001)))).toBe('odd-number')
  })

  it('opens a run by itself in MPEG-TS, but not in fMP4', () => {
    expect(judge([], segment(3, { container: 'MPEGTS' }))).toMatchObject({
      do: 'begin',
      name: 'e1',
      ordinal: 1,
    })
    expect(codeOf(judge([], segment(3)))).toBe('init-first')
  })

  it('is refused when the show is of the other container', () => {
    expect(codeOf(judge([run()], segment(0, { word: 'e2', container: 'MPEGTS' })))).toBe('other-container')
  })

  it('of an encoder whose film is gone begins a run under a name of its own, once it is plain that it was restarted', () => {
    const others = { epochId: 'epo_2', name: 'e2', word: 'e2', ordinal: 2 }
    const runs = [
      run({ ...others, container: 'MPEGTS' }),
      run({ open: false, last: null, container: 'MPEGTS' }),
    ]
    const given = segment(3, { container: 'MPEGTS' })
    expect(codeOf(judge(runs, given))).toBe('taken-over')
    expect(judge(runs, given, seen({ conflictAt: 2, conflicts: 2 }))).toMatchObject({
      do: 'begin',
      name: 'e1-2',
      ordinal: 3,
    })
  })

  it('of an older encoder is told that a newer one took over', () => {
    const newer = run({ epochId: 'epo_2', name: 'e2', word: 'e2', ordinal: 2 })
    expect(codeOf(judge([newer, run({ open: false })], segment(10)))).toBe('taken-over')
  })

  it('with timestamps that go back, or leap, begins a new run with the init section of the last', () => {
    const back = judge([run()], segment(10, { startMicros: 0 }))
    expect(back).toMatchObject({ do: 'begin', name: 'e1-2', ordinal: 2, sameClock: false })
    expect(back.do === 'begin' && back.from?.epochId).toBe('epo_1')
    const leap = judge([run()], segment(10, { startMicros: 60 * SECOND }))
    expect(leap).toMatchObject({ do: 'begin', name: 'e1-2', sameClock: true })
    expect(judge([run()], segment(10, { startMicros: 15 * SECOND })).do).toBe('append')
  })
})

describe('a hole', () => {
  it('is told once, and believed when the encoder goes on', () => {
    const told = judge([run()], segment(12))
    expect(told).toMatchObject({
      do: 'refuse',
      fault: { code: 'out-of-order', expected: 10 },
      seen: { holeAt: 12 },
    })
    expect(judge([run()], segment(13), seen({ holeAt: 12 }))).toMatchObject({
      do: 'append',
      holes: 3,
      holeMicros: SECOND,
    })
  })

  it('is not believed for the same number again, nor for a lower one', () => {
    expect(codeOf(judge([run()], segment(12), seen({ holeAt: 12 })))).toBe('out-of-order')
    expect(codeOf(judge([run()], segment(11), seen({ holeAt: 12 })))).toBe('out-of-order')
  })

  it('of more than six hundred segments is a break instead', () => {
    expect(judge([run()], segment(610), seen({ holeAt: 609 }))).toMatchObject({ do: 'append', holes: 600 })
    expect(judge([run()], segment(611), seen({ holeAt: 610 }))).toMatchObject({ do: 'begin', name: 'e1-2' })
  })

  it('has a length even where the media overlap', () => {
    const verdict = judge([run()], segment(12, { startMicros: 9_900_000 }), seen({ holeAt: 11 }))
    expect(verdict).toMatchObject({ do: 'append', holes: 2, holeMicros: 10_000 })
  })

  it('of an encoder that restarted in between is a new run', () => {
    expect(judge([run()], segment(12, { startMicros: 0 }), seen({ holeAt: 11 })).do).toBe('begin')
  })
})

describe('an encoder that was started again under its word', () => {
  const stored = { sha256: 'else', gap: false }

  it('is seen by its third number in a row that is taken', () => {
    let memory = NOTHING_SEEN
    const codes = []
    for (const number of [0, 1, 2]) {
      const verdict = judge([run({ stored })], segment(number), memory)
      codes.push(codeOf(verdict))
      if (verdict.do === 'refuse') memory = { ...memory, ...verdict.seen }
    }
    expect(codes).toEqual(['other-content', 'other-content', 'begin'])
  })

  it('is not seen in one number tried again and again', () => {
    let memory = NOTHING_SEEN
    for (let i = 0; i < 5; i++) {
      const verdict = judge([run({ stored })], segment(4), memory)
      expect(codeOf(verdict)).toBe('other-content')
      if (verdict.do === 'refuse') memory = { ...memory, ...verdict.seen }
    }
  })

  it('is seen at once after its init section came again', () => {
    expect(judge([run({ stored })], segment(0), seen({ initAgainAt: NOW - 500 })).do).toBe('begin')
    expect(codeOf(judge([run({ stored })], segment(0), seen({ initAgainAt: NOW - 60_000 })))).toBe(
      'other-content',
    )
  })

  it('is seen at its first segment even when that is the same again, after a pause', () => {
    const known = run({ stored: { sha256: 'content of 0', gap: false } })
    const paused = seen({ initAgainAt: NOW - 500, quietMs: 1_500 })
    expect(judge([known], segment(0), paused)).toMatchObject({ do: 'begin', name: 'e1-2' })
    expect(judge([known], segment(0), seen({ initAgainAt: NOW - 500, quietMs: 300 })).do).toBe('same')
    const last = run({ stored: { sha256: 'content of 9', gap: false } })
    expect(judge([last], segment(9), paused).do).toBe('same')
  })

  it.each([
    ['from 0', NOW * 1000 - 10 * SECOND, NOW * 1000 - 3 * SECOND, 10 * SECOND],
    ['in unix time', 0, 0, NOW * 1000],
  ])(
    'leaves the older of two under one word told, with timestamps %s',
    (_how, olderOffset, newerOffset, starts) => {
      const inUnixTime = olderOffset === 0
      // The older has sent 0 to 9, the newer took over three seconds ago and has sent 0 to 2.
      const older = run({
        open: false,
        clockOffset: olderOffset,
        last: {
          sequence: 9,
          number: 9,
          startMicros: inUnixTime ? starts - 4 * SECOND : 9 * SECOND,
          durationMicros: SECOND,
          receivedAt: NOW - 3_000,
        },
      })
      const newer = run({
        epochId: 'epo_2',
        name: 'e1-2',
        ordinal: 2,
        expected: 3,
        clockOffset: newerOffset,
        last: {
          sequence: 12,
          number: 2,
          startMicros: inUnixTime ? starts - SECOND : 2 * SECOND,
          durationMicros: SECOND,
          receivedAt: NOW,
        },
      })
      const ofOlder = segment(12, {
        startMicros: inUnixTime ? starts - SECOND : 12 * SECOND,
        at: NOW + 3_000,
      })
      const ofNewer = segment(5, {
        startMicros: inUnixTime ? starts + 2 * SECOND : 5 * SECOND,
        at: NOW + 3_000,
      })
      expect(codeOf(judge([newer, older], ofOlder, seen({ holeAt: 4 })))).toBe('taken-over')
      expect(judge([newer, older], ofNewer, seen({ holeAt: 4 }))).toMatchObject({ do: 'append', holes: 2 })
    },
  )
})

describe('an init section', () => {
  const init = (more: Partial<Parameters<typeof judgeInit>[1]> = {}) => ({
    keyId: 'key_1',
    word: 'e1',
    sha256: 'init',
    at: NOW,
    ...more,
  })

  it('opens a run, under a name that is free', () => {
    expect(judgeInit([], init(), NOTHING_SEEN)).toMatchObject({ do: 'begin', name: 'e1' })
    const runs = [run({ name: 'e1-2', word: 'e1-2', ordinal: 2, open: true }), run({ open: false })]
    expect(judgeInit(runs, init({ sha256: 'new' }), NOTHING_SEEN)).toMatchObject({
      do: 'begin',
      name: 'e1-3',
      ordinal: 3,
    })
  })

  it('is the same again while its run goes on or has not begun', () => {
    expect(judgeInit([run()], init(), NOTHING_SEEN)).toMatchObject({
      do: 'same',
      seen: { initAgainAt: NOW, quietMs: 1_000 },
    })
    const waiting = run({ last: null, expected: null })
    expect(judgeInit([waiting], init({ at: NOW + 600_000 }), NOTHING_SEEN).do).toBe('same')
  })

  it('means a restart after a silence, or with other content', () => {
    expect(judgeInit([run()], init({ at: NOW + 2_001 }), NOTHING_SEEN).do).toBe('begin')
    expect(judgeInit([run()], init({ at: NOW + 1_999 }), NOTHING_SEEN).do).toBe('same')
    expect(judgeInit([run()], init({ sha256: 'new' }), NOTHING_SEEN).do).toBe('begin')
  })

  it('takes longer segments for no silence', () => {
    const slow = run({
      last: { sequence: 9, number: 9, startMicros: 0, durationMicros: 6 * SECOND, receivedAt: NOW - 6_500 },
    })
    expect(judgeInit([slow], init(), NOTHING_SEEN).do).toBe('same')
  })

  it('of an encoder that was told and keeps on sending changes nothing', () => {
    const runs = [run({ epochId: 'epo_2', word: 'e2', name: 'e2', ordinal: 2 }), run({ open: false })]
    expect(codeOf(judgeInit(runs, init({ at: NOW + 60_000 }), seen({ lastTriedAt: NOW + 59_000 })))).toBe(
      'taken-over',
    )
    expect(judgeInit(runs, init({ at: NOW + 60_000 }), seen({ lastTriedAt: NOW }))).toMatchObject({
      do: 'begin',
      name: 'e1-2',
    })
  })

  it('is refused in a show of MPEG-TS, and after two hundred epochs in a day', () => {
    expect(codeOf(judgeInit([run({ container: 'MPEGTS', init: null })], init(), NOTHING_SEEN))).toBe(
      'other-container',
    )
    const many = Array.from({ length: 200 }, (_, i) =>
      run({ word: `w${i}`, name: `w${i}`, ordinal: 200 - i }),
    )
    expect(codeOf(judgeInit(many, init(), NOTHING_SEEN))).toBe('too-many-epochs')
    const tomorrow = NOW + 24 * 3_600_000
    expect(judgeInit(many, init({ at: tomorrow }), NOTHING_SEEN).do).toBe('begin')
  })
})
