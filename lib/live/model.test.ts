import { expect, test } from 'vitest'
import { isOpenFor, SHOW_STATES, type ShowDeed, type ShowTurn, showAfter } from './model.ts'

const TURNS: readonly ShowTurn[] = ['signal', 'silence', 'end', 'cancel', 'stop']

test('a show goes the ways of the table and no other', () => {
  const ways = SHOW_STATES.flatMap((state) =>
    TURNS.flatMap((turn) => {
      const next = showAfter(state, turn)
      return next ? [`${state} ${turn} ${next}`] : []
    }),
  )
  expect(ways).toEqual([
    'SCHEDULED signal LIVE',
    'SCHEDULED cancel CANCELLED',
    'LIVE silence INTERRUPTED',
    'LIVE end ENDED',
    'LIVE stop STOPPED',
    'INTERRUPTED signal LIVE',
    'INTERRUPTED end ENDED',
    'INTERRUPTED stop STOPPED',
  ])
})

test('what is over is open for nothing but mending and moderating its replay', () => {
  const deeds: ShowDeed[] = [
    'edit',
    'reschedule',
    'line-up',
    'rotate-key',
    'pin',
    'chat',
    'moderate',
    'remind',
  ]
  const open = (state: (typeof SHOW_STATES)[number]) => deeds.filter((deed) => isOpenFor(state, deed))
  expect(open('ENDED')).toEqual(['edit', 'moderate'])
  expect(open('CANCELLED')).toEqual([])
  expect(open('STOPPED')).toEqual([])
  expect(open('SCHEDULED')).not.toContain('pin')
  expect(open('INTERRUPTED')).toEqual(open('LIVE'))
})

test('every deed that turns a show is open exactly where the table has the turn', () => {
  for (const deed of ['end', 'cancel', 'stop'] as const)
    for (const state of SHOW_STATES) expect(isOpenFor(state, deed)).toBe(showAfter(state, deed) !== null)
})
