import { describe, expect, it } from 'vitest'
import { answerFor } from './ingest-answers.ts'
import { readIngestPath } from './ingest-path.ts'

const KEY = 'k'.repeat(43)

describe('an ingest path', () => {
  it('names key, epoch and file', () => {
    expect(readIngestPath(`/ingest/${KEY}/e1/index7.m4s?x=1`)).toEqual({
      ok: true,
      key: KEY,
      word: 'e1',
      file: 'index7.m4s',
      kind: 'segment',
    })
  })

  it.each([
    ['/ingest', null, 'path'],
    ['/ingest/', null, 'path'],
    [`/ingest/${KEY}`, KEY, 'path'],
    [`/ingest/${KEY}/e1`, KEY, 'path'],
    [`/ingest/${KEY}/e1/`, KEY, 'path'],
    [`/ingest/${KEY}/e1/a.m4s/b`, KEY, 'path'],
    [`/ingest/${KEY}/../a0.m4s`, KEY, 'path'],
    [`/ingest/${KEY}/e%2e/a0.m4s`, KEY, 'path'],
    [`/ingest/${KEY}/e1/a%000.m4s`, KEY, 'path'],
    [`//ingest/${KEY}/e1/a0.m4s`, null, 'path'],
    [`/ingest/${KEY}/e1/a0.exe`, KEY, 'kind'],
  ])('%s is refused', (path, key, problem) => {
    expect(readIngestPath(path)).toEqual({ ok: false, key, problem })
  })
})

describe('an answer', () => {
  it('says how far a clock is off, in words', () => {
    const said = (seconds: number) => answerFor({ code: 'clock-off', seconds }).message
    expect(said(-10_800)).toBe("Your device's clock is 3 h behind; set it right and start again.")
    expect(said(4_000)).toBe("Your device's clock is 67 min ahead; set it right and start again.")
  })

  it('names the number that is expected', () => {
    expect(answerFor({ code: 'out-of-order', expected: 12 })).toMatchObject({ status: 409, expected: 12 })
  })
})
