import { expect, test } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { openGuest, sealGuest } from '#lib/members/guest.ts'
import { knowGuest } from './guest-cookie.ts'

const secret = 'a secret of thirty-two characters'
const context = systemContext()
const guestIn = (cookie: string) => openGuest(/cunbo_guest=([^;]+)/.exec(cookie)?.[1], secret)

test('a browser without one gets one, and web sees it at once', () => {
  const { cookie, setCookie } = knowGuest('theme=night', context, secret, false)
  expect(cookie).toMatch(/^theme=night; cunbo_guest=gst_/)
  expect(guestIn(cookie)).toMatch(/^gst_/)
  expect(setCookie).toContain(cookie.split('; ')[1])
  expect(setCookie).toMatch(/HttpOnly; SameSite=Lax$/)
})

test('a known browser keeps its own', () => {
  const mine = `cunbo_guest=${sealGuest(context.id('guest'), secret)}`
  expect(knowGuest(mine, context, secret, true)).toEqual({ cookie: mine, setCookie: null })
})

test('a forged one does not come through, wherever it stands', () => {
  const forged = `cunbo_guest=${sealGuest(context.id('guest'), 'another secret of that length!!')}`
  const { cookie, setCookie } = knowGuest(`${forged}; a=1`, context, secret, true)
  expect(cookie).not.toContain(forged)
  expect(setCookie).toMatch(/; Secure$/)
  const mine = `cunbo_guest=${sealGuest(context.id('guest'), secret)}`
  expect(knowGuest(`${forged}; ${mine}`, context, secret, true)).toEqual({ cookie: mine, setCookie: null })
})
