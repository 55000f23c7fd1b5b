import { expect, test } from 'vitest'
import { atOnce } from './at-once.ts'

test('all of it is done, no more at once than there are hands, none of them idle', async () => {
  const done: number[] = []
  let running = 0
  let most = 0
  await atOnce(3, Array(10).keys(), async (number) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    done.push(number)
  })
  expect(done.toSorted((a, b) => a - b)).toEqual([...Array(10).keys()])
  expect(most).toBe(3)
})

test('a throw is handed on when nothing is in hand any more', async () => {
  let running = 0
  const work = async (number: number) => {
    running++
    await new Promise((resolve) => setImmediate(resolve))
    running--
    if (number === 1) throw new Error('one of them')
  }
  await expect(atOnce(2, [1, 2, 3, 4], work)).rejects.toThrow('one of them')
  expect(running).toBe(0)
})
