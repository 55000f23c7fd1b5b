import { describe, expect, test } from 'vitest'
import { plainVtt } from './web-vtt.ts'

const read = (text: string | Uint8Array) =>
  plainVtt(typeof text === 'string' ? new TextEncoder().encode(text) : text)
const vttOf = (text: string) => {
  const answer = read(text)
  return answer.ok ? answer.value.vtt : answer.fault
}

describe('a file of captions', () => {
  test('is written anew as times and words, in order', () => {
    const given =
      '\uFEFFWEBVTT - made by hand\r\n\r\n2\r\n00:05.000 --> 01:00:07.250\r\n早上好\r\n乡亲们\r\n\r\n00:00:01.000 --> 00:00:02.500 align:start\r\nHello\r\n'
    expect(read(given)).toEqual({
      ok: true,
      value: {
        cues: 2,
        vtt: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.500 line:14%\nHello\n\n00:00:05.000 --> 01:00:07.250 line:14%\n早上好\n乡亲们\n',
      },
    })
  })

  test('says something and does nothing: styles, regions, notes and marks stay out', () => {
    const given = [
      'WEBVTT',
      '',
      'STYLE',
      '::cue { background: url(https://elsewhere.example/x) }',
      '',
      'REGION',
      'id:fred',
      '',
      'NOTE not for viewers',
      '',
      '00:01.000 --> 00:02.000 region:fred',
      '<v Li><c.loud>Fish &amp; <b>chips</b></c> <script',
      '',
    ].join('\n')
    expect(vttOf(given)).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:14%\nFish &amp; chips\n')
  })

  test('cannot smuggle another cue into its words', () => {
    expect(vttOf('WEBVTT\n\n00:01.000 --> 00:02.000\nsee --> there\n')).toContain('\nsee → there\n')
  })

  test.each([
    ['another kind of file', '1\n00:00:01,000 --> 00:00:02,000\nHello\n', 'no-header', 1],
    ['a header that only begins alike', 'WEBVTTX\n\n00:01.000 --> 00:02.000\nHello\n', 'no-header', 1],
    ['times as SubRip has them', 'WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nHello\n', 'bad-time', 3],
    ['an end before its beginning', 'WEBVTT\n\n00:02.000 --> 00:01.000\nHello\n', 'bad-time', 3],
    ['a minute of a hundred seconds', 'WEBVTT\n\nfirst\n00:99.000 --> 02:00.000\nHello\n', 'bad-time', 4],
    ['a time beyond any show', 'WEBVTT\n\n00:01.000 --> 101:00:00.000\nHello\n', 'bad-time', 3],
    ['nothing to read', 'WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>\n', 'no-cues', 5],
    ['an empty file', '', 'no-header', 1],
    ['bytes that are no text', new Uint8Array([0x57, 0x45, 0xff, 0xfe]), 'not-text', 1],
    ['text with a zero in it', 'WEBVTT\n\n00:01.000 --> 00:02.000\nHel\0lo\n', 'not-text', 1],
  ])('%s is refused with its line', (_, given, why, line) => {
    expect(read(given)).toEqual({ ok: false, fault: { code: 'captions-unreadable', why, line } })
  })

  test('what was written is read as the same again', () => {
    const once = vttOf('WEBVTT\n\n00:01.000 --> 99:59:59.999\nHello\n')
    expect(vttOf(String(once))).toBe(once)
  })
})
