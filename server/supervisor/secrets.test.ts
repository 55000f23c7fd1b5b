import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepSecrets } from './secrets.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'cunbo-secrets-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('They are made once, for their owner only, and no two installations share any', () => {
  const first = keepSecrets(dataDir)
  expect(keepSecrets(dataDir)).toEqual(first)
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
  rmSync(join(dataDir, 'secrets.json'))
  const second = keepSecrets(dataDir)
  for (const [name, value] of Object.entries(first)) expect(second).not.toHaveProperty(name, value)
})

test('They have the shapes that others ask for', () => {
  const secrets = keepSecrets(dataDir)
  expect(secrets.authSecret.length).toBeGreaterThanOrEqual(32)
  expect(Buffer.from(secrets.actionsKey, 'base64')).toHaveLength(32)
  expect(secrets.webhookSecret).toMatch(/^whsec_/)
  expect(secrets.postgresPassword).toMatch(/^[\w-]+$/)
  expect(secrets.demoPassword).toMatch(/^[a-z]{6}-[a-z]{6}-\d{3}$/)
})

test('A new kind of secret is added to an old file; a broken file is not overwritten', () => {
  const file = join(dataDir, 'secrets.json')
  writeFileSync(file, '{"authSecret":"kept"}')
  expect(keepSecrets(dataDir).authSecret).toBe('kept')
  writeFileSync(file, '{"authSec')
  expect(() => keepSecrets(dataDir)).toThrow(/secrets\.json cannot be read/)
  expect(readFileSync(file, 'utf8')).toBe('{"authSec')
})
