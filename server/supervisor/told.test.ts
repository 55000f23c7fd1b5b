import { describe, expect, test } from 'vitest'
import { parseEnv } from '#lib/kernel/env.ts'
import { doorOrigin, type Facts, sandboxTold, told, whoTakesMoney } from './told.ts'

const facts = (given: Record<string, string> = {}, demo = false): Facts => {
  const parsed = parseEnv(given)
  if (!parsed.ok) throw new Error(parsed.problem)
  return {
    env: parsed.value,
    given: { NODE_ENV: 'production', ...given },
    secrets: {
      authSecret: 'a'.repeat(43),
      actionsKey: 'key',
      webhookSecret: 'whsec_made',
      postgresPassword: 'pw',
      demoPassword: 'demo',
    },
    ports: { postgres: 1, web: 2, sandbox: 3 },
    databaseUrl: 'postgresql://db',
    demo,
    development: false,
  }
}

const LIVE = { STRIPE_SECRET_KEY: 'sk_live_x', STRIPE_WEBHOOK_SECRET: 'whsec_given' }

describe('Who takes the money', () => {
  test.each([
    [{}, false, 'off'],
    [{}, true, 'sandbox'],
    [{ PAYMENTS: 'sandbox' }, false, 'sandbox'],
    [{ PAYMENTS: 'off' }, true, 'off'],
    [LIVE, true, 'stripe'],
    [LIVE, false, 'stripe'],
  ] as const)('%j, demo %s: %s', (given, demo, who) => {
    expect(whoTakesMoney(facts(given, demo))).toBe(who)
  })
})

test('Beside a live key nobody hears of a sandbox', () => {
  const env = told(facts(LIVE, true))
  expect(env).toMatchObject(LIVE)
  expect(env.PAYMENTS).toBeUndefined()
  expect(env.PAYMENTS_API_BASE).toBeUndefined()
})

test('With the sandbox, app and sandbox agree on where it is and how events are signed', () => {
  const all = facts({ PORT: '4000' }, true)
  expect(told(all)).toMatchObject({
    PAYMENTS: 'sandbox',
    PAYMENTS_API_BASE: 'http://127.0.0.1:3',
    STRIPE_WEBHOOK_SECRET: 'whsec_made',
    CUNBO_DEMO: '1',
  })
  expect(sandboxTold(all)).toMatchObject({
    PAYMENTS_SANDBOX_PORT: '3',
    PAYMENTS_SANDBOX_PUBLIC_URL: 'http://127.0.0.1:4000/payments-sandbox',
    PAYMENTS_SANDBOX_WEBHOOK_URL: 'http://127.0.0.1:4000/api/stripe/webhook',
    PAYMENTS_SANDBOX_WEBHOOK_SECRET: 'whsec_made',
  })
})

test('The sandbox gets no secret of the shop; the demo is not passed on from outside', () => {
  const words = JSON.stringify(sandboxTold(facts({ AUTH_SECRET: 's'.repeat(40), PAYMENTS: 'sandbox' })))
  expect(words).not.toMatch(/ssss|aaaa|postgresql/)
  expect(told(facts({ CUNBO_DEMO: '1' })).CUNBO_DEMO).toBeUndefined()
})

test('What the operator has set stays', () => {
  const env = told(
    facts({ AUTH_SECRET: 's'.repeat(40), TRUSTED_PROXY: 'loopback', PUBLIC_URL: 'https://shop.example/' }),
  )
  expect(env).toMatchObject({
    AUTH_SECRET: 's'.repeat(40),
    TRUSTED_PROXY: 'loopback',
    PUBLIC_URL: 'https://shop.example',
  })
})

test('An address for every door is one that this machine can reach', () => {
  expect(doorOrigin({ host: '0.0.0.0', port: 80 })).toBe('http://127.0.0.1:80')
  expect(doorOrigin({ host: '192.0.2.7', port: 81 })).toBe('http://192.0.2.7:81')
  expect(doorOrigin({ host: '::1', port: 82 })).toBe('http://[::1]:82')
})
