import { expect, test } from 'vitest'
import { parseEnv } from './env.ts'

const problem = (source: Record<string, string>) => {
  const parsed = parseEnv(source)
  return parsed.ok ? null : parsed.problem
}

test('an empty environment is a working one, with payment off', () => {
  const parsed = parseEnv({ PORT: '', STRIPE_SECRET_KEY: '' })
  expect(parsed).toMatchObject({
    ok: true,
    value: {
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      databaseUrl: null,
      payments: 'off',
    },
  })
})

test('a key of the provider means the provider', () => {
  const keys = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' }
  expect(parseEnv(keys)).toMatchObject({ ok: true, value: { payments: 'stripe' } })
  expect(parseEnv({ PAYMENTS: 'sandbox' })).toMatchObject({ ok: true, value: { payments: 'sandbox' } })
})

test('an address loses the slash at its end', () => {
  expect(parseEnv({ PUBLIC_URL: 'https://shop.example/' })).toMatchObject({
    ok: true,
    value: { publicUrl: 'https://shop.example' },
  })
})

test.each([
  [{ PORT: 'eighty' }, 'PORT'],
  [{ PORT: '70000' }, 'PORT'],
  [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL'],
  [{ PUBLIC_URL: 'shop.example' }, 'PUBLIC_URL'],
  [{ STRIPE_SECRET_KEY: 'pk_live_1' }, 'STRIPE_SECRET_KEY'],
  [{ STRIPE_SECRET_KEY: 'sk_live_1' }, 'STRIPE_WEBHOOK_SECRET'],
  [{ STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1', PAYMENTS: 'sandbox' }, 'PAYMENTS'],
  [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET'],
])('what is wrong is named in one sentence: %o', (source, name) => {
  expect(problem(source)).toMatch(new RegExp(`^${name}[^\\n]*\\.?$`))
})
