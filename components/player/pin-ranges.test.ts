import { expect, test } from 'vitest'
import { pinsAt, pinsInPlaylist } from './pin-ranges.ts'

const PLAYLIST = `#EXTM3U
#EXT-X-DATERANGE:ID="pin_2",CLASS="shop.cunbo.pin",START-DATE="2026-11-23T06:00:08.000Z",X-PRODUCT="pro_b"
#EXT-X-DATERANGE:ID="pin_1",CLASS="shop.cunbo.pin",START-DATE="2026-11-23T06:00:00.000Z",END-DATE="2026-11-23T06:00:08.000Z",DURATION=8.000,X-PRODUCT="pro_a"
#EXT-X-DATERANGE:ID="ad",CLASS="other",START-DATE="2026-11-23T06:00:00.000Z",X-PRODUCT="pro_c"
#EXT-X-DATERANGE:ID="odd, \\"one\\"",CLASS="shop.cunbo.pin",START-DATE="never",X-PRODUCT="pro_d"
#EXTINF:1.0,
0.m4s`

const at = (iso: string) => Date.parse(`2026-11-23T06:00:${iso}Z`)

test('reads our date ranges out of a playlist and nothing else', () => {
  expect(pinsInPlaylist(PLAYLIST)).toEqual([
    { id: 'pin_2', productId: 'pro_b', from: at('08.000'), to: null },
    { id: 'pin_1', productId: 'pro_a', from: at('00.000'), to: at('08.000') },
  ])
})

test('a pin is on the picture from its first moment until just before its last', () => {
  const pins = pinsInPlaylist(PLAYLIST)
  const shown = (iso: string) => pinsAt(pins, at(iso)).map(({ productId }) => productId)
  expect(shown('00.000')).toEqual(['pro_a'])
  expect(shown('07.999')).toEqual(['pro_a'])
  expect(shown('08.000')).toEqual(['pro_b'])
  expect(pinsAt(pins, at('00.000') - 1)).toEqual([])
})

test('the newest pin comes first', () => {
  const pins = [1, 3, 2].map((n) => ({ id: `pin_${n}`, productId: `pro_${n}`, from: n, to: null }))
  expect(pinsAt(pins, 9).map(({ from }) => from)).toEqual([3, 2, 1])
})
