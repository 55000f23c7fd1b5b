import { beforeEach, describe, expect, it, vi } from 'vitest'
import { systemContext } from '#lib/kernel/context.ts'
import { closeDb, db } from '#lib/kernel/db.ts'
import type * as environment from '#lib/kernel/env.ts'
import { useTestDatabase } from '../../tests/fixtures/database.ts'
import { aMember, FRESH_BROWSER } from '../../tests/fixtures/people.ts'
import { authSecret } from './auth-secret.ts'
import { sealGuest } from './guest.ts'
import { registerWithPassword } from './register-with-password.ts'
import { authOptions, currentActor, currentBrowser, dropSession, keepSession } from './session.ts'
import { signOut } from './sign-out.ts'

interface Kept {
  value: string
  options: { httpOnly?: boolean; sameSite?: string; secure?: boolean; maxAge?: number; path?: string }
}
const jar = vi.hoisted(() => new Map<string, Kept>())
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => jar.get(name),
    set: (name: string, value: string, options: Kept['options']) => jar.set(name, { value, options }),
  }),
}))

const house = vi.hoisted(() => ({ publicUrl: 'http://127.0.0.1:3000' }))
vi.mock('#lib/kernel/env.ts', async (original) => {
  const { env, ...rest } = await original<typeof environment>()
  return { ...rest, env: () => ({ ...env(), ...house }) }
})

useTestDatabase(closeDb)

const context = systemContext()
const GUEST = 'gst_01kb2x4q9ms7f3c1h8r0va'

beforeEach(async () => {
  house.publicUrl = 'http://127.0.0.1:3000'
  jar.clear()
  jar.set('cunbo_guest', { value: sealGuest(GUEST, authSecret()), options: {} })
  await db().user.deleteMany()
  await aMember(context, 'First')
})

async function signedIn() {
  const answer = await registerWithPassword(context, FRESH_BROWSER, {
    name: 'Li',
    email: 'li@village.example',
    password: 'harvest morning',
  })
  if (!answer.ok) throw new Error(answer.fault.code)
  await keepSession(answer.value)
  return answer.value
}

describe('the cookie of a session', () => {
  it('is for the browser’s eyes alone and says nothing but the session’s id, sealed', async () => {
    const { sessionId, userId } = await signedIn()
    const cookie = jar.get('cunbo_session')
    expect(cookie?.options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', secure: false })
    expect(cookie?.value).not.toContain(sessionId)
    // A JWE under a key that both know: header, no wrapped key, nonce, text, tag.
    expect(cookie?.value.split('.')).toHaveLength(5)
    expect(cookie?.value).not.toContain(userId)
  })

  it('is bound to this host and to TLS where the house has it', async () => {
    house.publicUrl = 'https://village.example'
    await signedIn()
    expect(jar.get('__Host-cunbo_session')?.options).toMatchObject({
      secure: true,
      httpOnly: true,
      path: '/',
    })
    expect(await currentActor()).toMatchObject({ kind: 'user', name: 'Li' })
  })

  it('brings its member back, and the browser that holds it', async () => {
    const { sessionId, userId } = await signedIn()
    expect(await currentActor()).toMatchObject({ kind: 'user', id: userId, name: 'Li' })
    expect(await currentBrowser('fr')).toEqual({ sessionId, locale: 'fr' })
  })

  it('is worth nothing once its session has ended', async () => {
    const { sessionId } = await signedIn()
    await signOut(context, { sessionId })
    expect(await currentActor()).toEqual({ kind: 'guest', id: GUEST })
  })

  it('is worth nothing when it was tampered with or made elsewhere', async () => {
    await signedIn()
    const good = jar.get('cunbo_session')?.value ?? ''
    for (const value of [`${good.slice(0, -4)}AAAA`, 'rubbish', 'a.b.c.d.e', `${good}.x`]) {
      jar.set('cunbo_session', { value, options: {} })
      expect(await currentActor()).toMatchObject({ kind: 'guest' })
    }
  })

  it('goes when the session is dropped', async () => {
    await signedIn()
    await dropSession()
    expect(jar.get('cunbo_session')).toMatchObject({ value: '', options: { maxAge: 0, httpOnly: true } })
    expect(await currentActor()).toEqual({ kind: 'guest', id: GUEST })
  })
})

describe('a guest', () => {
  it('is who the door’s sealed cookie says', async () => {
    expect(await currentActor()).toEqual({ kind: 'guest', id: GUEST })
  })

  it('is somebody new each time when the cookie is missing or forged', async () => {
    jar.set('cunbo_guest', { value: `${GUEST}.forged`, options: {} })
    const one = await currentActor()
    const two = await currentActor()
    expect([one.kind, two.kind]).toEqual(['guest', 'guest'])
    expect(new Set([one.id, two.id, GUEST]).size).toBe(3)
  })
})

describe('next-auth’s own endpoints', () => {
  it('offer no way to sign in', () => {
    expect(authOptions().providers).toEqual([])
  })

  it('lead nowhere but into this house', async () => {
    const lead = (url: string) => authOptions().callbacks?.redirect?.({ url, baseUrl: 'http://elsewhere' })
    expect(await lead('/en/account')).toBe('http://127.0.0.1:3000/en/account')
    for (const away of ['https://evil.example/', '//evil.example', 'javascript:alert(1)', 'http://'])
      expect(await lead(away)).toBe('http://127.0.0.1:3000')
  })
})
