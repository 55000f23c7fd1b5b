import { describe, expect, test } from 'vitest'
import { lotCode, readLotCode } from './lot-code.ts'
import {
  adjustInput,
  gatherRequests,
  holdStatesBefore,
  LOT_STATES,
  lotMayBecome,
  receiveInput,
  shelfLife,
  writeOffInput,
} from './model.ts'
import { mayMoveStock, maySeeStock } from './policy.ts'

const variantId = 'var_01kb2x4q9ms7f3c1h8r0va'
const lotId = 'lot_01kb2x4q9ms7f3c1h8r0va'

describe('a hold', () => {
  test('is sold or released from held alone', () => {
    expect(holdStatesBefore('SOLD')).toEqual(['HELD'])
    expect(holdStatesBefore('RELEASED')).toEqual(['HELD'])
  })

  test('comes back from released alone, for late money', () => {
    expect(holdStatesBefore('HELD')).toEqual(['RELEASED'])
  })

  test('is one wish for each variant of a reference, in the order they came', () => {
    const wish = (reference: string, quantity: number, variant = 'a') => ({
      reference,
      variantId: variant,
      quantity,
    })
    expect(gatherRequests([wish('2', 1), wish('1', 1), wish('2', 3), wish('2', 1, 'b')])).toEqual([
      wish('2', 4),
      wish('1', 1),
      wish('2', 1, 'b'),
    ])
  })

  test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('of %d packs is a bug', (quantity) => {
    expect(() => gatherRequests([{ reference: 'r', variantId: 'v', quantity }])).toThrow()
  })
})

test('a lot that was written off becomes nothing else', () => {
  for (const state of LOT_STATES) expect(lotMayBecome('WRITTEN_OFF', state)).toBe(false)
  expect(lotMayBecome('EXHAUSTED', 'OPEN')).toBe(true)
  expect(lotMayBecome('EXHAUSTED', 'WRITTEN_OFF')).toBe(false)
})

describe('the code on a box', () => {
  test.each([
    ['yunling', 'YN-H8R0V'],
    ['green-hill', 'GH-H8R0V'],
    ['aoe', 'AB-H8R0V'],
    ['3-farms', 'FF-H8R0V'],
  ])('of %s begins with its letters', (slug, code) => {
    expect(lotCode(slug, 'lot_01kb2x4q9ms7f3c1h8r0v')).toBe(code)
  })

  test.each([
    [' yl-t01 ', 'YL-T01'],
    ['YL-7K3Q9', 'YL-7K3Q9'],
  ])('%j is read as %s', (typed, code) => {
    expect(readLotCode(typed)).toBe(code)
  })

  test.each(['', 'YL', '../etc', 'YL-', "YL-1' or 1=1", 'YLX-12'])('%j cannot be one', (typed) => {
    expect(readLotCode(typed)).toBeNull()
  })
})

describe('what staff types', () => {
  const receive = {
    cooperativeId: 'cop_01kb2x4q9ms7f3c1h8r0va',
    producerId: 'prd_01kb2x4q9ms7f3c1h8r0va',
    variantId,
    quantity: '60',
    harvestedOn: '2026-11-22',
  }

  test('is taken from a form', () => {
    expect(receiveInput.parse(receive).quantity).toBe(60)
    expect(
      adjustInput.parse({ variantId, direction: 'fewer', quantity: '2', reason: 'crushed' }).quantity,
    ).toBe(2)
    expect(writeOffInput.parse({ lotId, reason: 'mould' }).quantity).toBeUndefined()
  })

  test.each([
    { quantity: '0' },
    { quantity: '-1' },
    { quantity: '1.5' },
    { quantity: '1e9' },
    { harvestedOn: '22.11.2026' },
    { harvestedOn: '2026-02-30' },
    { bestBefore: 'soon' },
    { village: { zh: 'x'.repeat(121) } },
    { remaining: 5 },
  ])('is refused with %j', (wrong) => {
    expect(receiveInput.safeParse({ ...receive, ...wrong }).success).toBe(false)
  })

  test.each([{ reason: '' }, { reason: '  x ' }, { direction: 'sideways' }, { lotId: 'lot_1' }])(
    'is no adjustment with %j',
    (wrong) => {
      const input = { variantId, direction: 'more', quantity: 1, reason: 'found two', ...wrong }
      expect(adjustInput.safeParse(input).success).toBe(false)
    },
  )
})

describe('who may', () => {
  const cooperativeId = 'cop_1'
  const member = (role: 'HOST' | 'ASSISTANT' | 'PACKER' | 'MANAGER', at = cooperativeId) => ({
    kind: 'user' as const,
    id: 'usr_1',
    name: '',
    email: '',
    platformAdmin: false,
    memberships: [{ cooperativeId: at, roles: [role] }],
  })

  test('packers and managers move stock, of their own cooperative', () => {
    expect(mayMoveStock(member('PACKER'), cooperativeId)).toBe(true)
    expect(mayMoveStock(member('MANAGER'), cooperativeId)).toBe(true)
    expect(mayMoveStock(member('HOST'), cooperativeId)).toBe(false)
    expect(mayMoveStock(member('PACKER', 'cop_2'), cooperativeId)).toBe(false)
    expect(mayMoveStock({ kind: 'guest', id: 'gst_1' }, cooperativeId)).toBe(false)
  })

  test('all who work there see it', () => {
    expect(maySeeStock(member('ASSISTANT'), cooperativeId)).toBe(true)
    expect(maySeeStock(member('ASSISTANT', 'cop_2'), cooperativeId)).toBe(false)
  })
})

test.each([
  [null, 'good'],
  ['2026-12-01', 'good'],
  ['2026-11-26', 'good'],
  ['2026-11-25', 'soon'],
  ['2026-11-23', 'soon'],
  ['2026-11-22', 'over'],
] as const)('a lot that is best before %s is %s in the morning of 23 November', (day, life) => {
  expect(shelfLife(day, new Date('2026-11-23T06:00:00Z'))).toBe(life)
})
