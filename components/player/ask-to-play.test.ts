import { expect, test, vi } from 'vitest'
import { askToPlay } from './ask-to-play.ts'

const element = (paused: boolean, play: () => Promise<void>) => ({ paused, play })

test('an element that will not play is shown as it is', async () => {
  for (const paused of [true, false]) {
    const say = vi.fn()
    await askToPlay(
      element(paused, () => Promise.reject(new DOMException('', 'NotAllowedError'))),
      say,
    )
    expect(say.mock.calls).toEqual([[{ playing: !paused }]])
  }
})

test('one that plays says so itself', async () => {
  const say = vi.fn()
  await askToPlay(
    element(false, () => Promise.resolve()),
    say,
  )
  expect(say).not.toHaveBeenCalled()
})
